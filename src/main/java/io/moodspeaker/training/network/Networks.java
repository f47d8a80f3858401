package io.moodspeaker.training.network;

import java.util.List;

/** The networks that the command line knows. */
public final class Networks {
  private static final List<Network> ALL =
      List.of(new MoodNet(), new PlainCnn(), new ResNet9(), new MiniXception());

  private Networks() {}

  /** What they are called. */
  public static List<String> names() {
    return ALL.stream().map(Network::name).toList();
  }

  /**
   * The network with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public static Network named(String name) {
    return ALL.stream()
        .filter(network -> network.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no network is called '"
                        + name
                        + "'; use one of "
                        + String.join(", ", names())));
  }
}
