package io.moodspeaker.support;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The shared libraries that came with the program, in the order in which they lean on each other.
 *
 * <p>JavaCPP would load them by itself, and with them all that its bindings merely inherit from:
 * OpenBLAS' bindings, OpenCV's windows and with them GTK. So the launcher turns that off ({@code
 * org.bytedeco.javacpp.loadlibraries=false}), and whoever uses a binding loads its group first.
 */
public enum Natives {
  /** OpenCV as far as faces need it. */
  OPENCV(
      "gcc_s",
      "quadmath",
      "gfortran",
      "openblas",
      "opencv_core",
      "opencv_imgproc",
      "opencv_imgcodecs",
      "opencv_flann",
      "opencv_features2d",
      "opencv_calib3d",
      "opencv_dnn",
      "opencv_objdetect",
      "opencv_face",
      "jniopencv_core",
      "jniopencv_imgproc",
      "jniopencv_imgcodecs",
      "jniopencv_dnn",
      "jniopencv_objdetect",
      "jniopencv_face"),
  /** FFmpeg: videos and music. */
  FFMPEG(
      "drm",
      "va",
      "va-drm",
      "avutil",
      "swresample",
      "swscale",
      "avcodec",
      "avformat",
      "jniavutil",
      "jniswresample",
      "jniswscale",
      "jniavcodec",
      "jniavformat"),
  /** FFmpeg's cameras, which lean on the system's libraries for sound and windows. */
  FFMPEG_DEVICES("avfilter", "avdevice", "jniavfilter", "jniavdevice"),
  /** TensorFlow. */
  TENSORFLOW("tensorflow_framework", "tensorflow_cc", "jnitensorflow");

  /** JavaCPP's own, which every binding needs first. */
  private static final String JAVACPP = "jnijavacpp";

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<String> names;

  Natives(String... names) {
    this.names = List.of(names);
  }

  /**
   * Loads them, once. Where the program runs without its folder of libraries, JavaCPP finds them.
   *
   * @throws UnsatisfiedLinkError if one does not load
   */
  public void load() {
    find(JAVACPP).ifPresent(Natives::load);
    names.forEach(name -> find(name).ifPresent(Natives::load));
  }

  @SuppressWarnings("restricted") // The program's own libraries.
  private static void load(File file) {
    System.load(file.getAbsolutePath());
  }

  /** Such as {@code libopencv_core.so.413} for {@code opencv_core}. */
  private static Optional<File> find(String name) {
    String plain = System.mapLibraryName(name);
    return Arrays.stream(System.getProperty("java.library.path", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).toFile())
        .flatMap(
            folder ->
                Optional.ofNullable(
                        folder.listFiles(
                            (in, each) -> each.equals(plain) || each.startsWith(plain + ".")))
                    .stream()
                    .flatMap(Arrays::stream))
        .sorted()
        .findFirst();
  }
}
