package io.moodspeaker.web;

import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Secret;
import io.moodspeaker.support.TextFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The token that requests carry where more than this machine can reach the server. */
public final class AccessToken {
  /** The file in the state folder that holds a token which nobody chose. */
  public static final String FILE = "http.token";

  /** 192 bits: nobody guesses them, and they fit a line. */
  private static final int BYTES = 24;

  private AccessToken() {}

  /** Whether only this machine reaches an address. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /**
   * The token in a state folder, made where there is none.
   *
   * @throws IOException if it can be neither read nor written
   */
  public static Secret kept(Path stateDir) throws IOException {
    Path file = stateDir.resolve(FILE);
    if (Files.isRegularFile(file)) {
      Secret kept = new Secret(TextFile.smallText(file));
      if (kept.isSet()) {
        return kept;
      }
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    AtomicFile.write(file, token + "\n");
    return new Secret(token);
  }

  /** Whether a text is the token; takes as long for each text of a length. */
  public static boolean matches(Secret token, String text) {
    return MessageDigest.isEqual(
        token.reveal().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }
}
