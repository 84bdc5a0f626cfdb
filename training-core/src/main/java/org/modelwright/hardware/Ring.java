package org.modelwright.hardware;

/// The all-reduce in a ring (Patarasuk and Yuan, "Bandwidth optimal all-reduce algorithms for clusters of
/// workstations", 2009): each of n devices sends 2 (n - 1) / n of the data.
final class Ring {

  private Ring() {}

  static double bytesSent(double bytes, int devices) {
    return 2.0 * (devices - 1) / devices * bytes;
  }

  /// Within a node as fast as the link; over nodes as fast as the slower of the link and the network,
  /// since one device of each node sends to the next node while the others send within theirs.
  static double seconds(double bytes, Profile profile) {
    if (profile.devices() == 1) {
      return 0;
    }
    Profile.Bandwidth bandwidth = profile.bandwidth();
    double slowest =
        profile.nodes() == 1
            ? bandwidth.link()
            : profile.count() == 1
                ? bandwidth.network()
                : Math.min(bandwidth.link(), bandwidth.network());
    return bytesSent(bytes, profile.devices()) / slowest;
  }
}
