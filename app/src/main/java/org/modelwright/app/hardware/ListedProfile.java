package org.modelwright.app.hardware;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;

/// A profile in the list, also one whose file is wrong.
///
/// @param name what it is found by: of the user's own, the file's
/// @param profile null where the file is wrong
/// @param problem why, one sentence; null where it is not
record ListedProfile(
    String name, Profiles.Origin origin, @Nullable Profile profile, @Nullable String problem) {

  /// The profile, where it can be found again by its own name.
  Optional<Profile> usable() {
    return Optional.ofNullable(profile).filter(p -> p.name().equals(name));
  }
}
