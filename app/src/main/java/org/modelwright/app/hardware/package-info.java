/// The planner's page: what a training takes on hardware that a profile describes, what would make it
/// fit or cheaper, what finished runs say of such estimates, and the profiles themselves.
@NullMarked
package org.modelwright.app.hardware;

import org.jspecify.annotations.NullMarked;
