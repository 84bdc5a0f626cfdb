package org.modelwright.app;

import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;

/// What the rooms of one window share, made once where the window is put together.
public record AppContext(
    Texts texts, Tasks tasks, Commands commands, Preferences preferences, Choosers choosers) {}
