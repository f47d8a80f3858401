package io.moodspeaker.music.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Cover;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.playlist.HttpListFetcher;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Natives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A file or stream that FFmpeg decodes and swresample brings to {@link Pcm}.
 *
 * <p>FFmpeg's own interface and not JavaCV's grabber: only here the resampler can be emptied at the
 * end, without which gapless tracks lose their last samples, and seeking is exact.
 */
final class FfmpegSource implements AudioSource {
  /** Half a minute of bad packets in a row: the rest of the file is not worth waiting for. */
  private static final int MOST_BAD_PACKETS = 1000;

  /** A server that has sent nothing for so long is gone. */
  private static final long STREAM_TIMEOUT_MICROS = TimeUnit.SECONDS.toMicros(10);

  /** As long for all that it sends for one packet, so that one byte a second is not enough. */
  private static final long STREAM_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(12);

  private static final double MICROS = 1e6;

  /** In dB; NaN and infinity are beyond it too. */
  private static final double MOST_GAIN = 64;

  /** swresample spreads one channel over two at 3 dB less each; players keep its level. */
  private static final float MONO = (float) Math.sqrt(2);

  static {
    Natives.FFMPEG.load();
    av_log_set_level(AV_LOG_FATAL); // What matters comes back as an error code.
  }

  /** FFmpeg asks it, over and over while it waits, whether to give up. */
  private static final AVIOInterruptCB.Callback_Pointer GIVE_UP =
      new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer until) {
          return MonotonicClock.nanoTime() - new LongPointer(until).get() > 0 ? 1 : 0;
        }
      };

  /** Until when a server may take for what it is asked now, as in System.nanoTime. */
  private final LongPointer until = new LongPointer(1);

  private final AVFormatContext format = avformat_alloc_context();
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final AVChannelLayout stereo = new AVChannelLayout();
  private final AVChannelLayout inputLayout = new AVChannelLayout();
  private final PointerPointer<FloatPointer> outPlanes = new PointerPointer<>(1);
  private AVCodecContext codec;
  private SwrContext resampler;
  private FloatPointer out = new FloatPointer((FloatPointer) null);
  private int outCapacity;
  private int inputRate;
  private int inputFormat;
  private int stream;
  private double timeBase;
  private double startTime;

  private float[] pending = new float[0];
  private int pendingFrames;
  private int pendingAt;
  private long position;

  /** Frames still to be thrown away after a seek; negative until the first frame tells. */
  private long toSkip;

  private double seekTarget;
  private boolean seeking;
  private boolean drained;
  private boolean closed;
  private int badPackets;

  FfmpegSource(String location, Optional<Path> trusted) throws IOException {
    patience();
    try {
      openInput(location, trusted);
      openCodec();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A server that trickles is as good as gone, and so is one that waits. */
  private void patience() {
    until.put(MonotonicClock.nanoTime() + STREAM_PATIENCE_NANOS);
  }

  private void openInput(String location, Optional<Path> trusted) throws IOException {
    AVDictionary options = new AVDictionary(null);
    try {
      boolean url = Locations.isUrl(location);
      // A playlist or a disguised file must not make FFmpeg open anything else.
      av_dict_set(
          options, "protocol_whitelist", url ? "http,https,tcp,tls,crypto,httpproxy" : "file", 0);
      if (url) {
        av_dict_set(options, "rw_timeout", Long.toString(STREAM_TIMEOUT_MICROS), 0);
        av_dict_set(options, "icy", "1", 0);
        av_dict_set(options, "user_agent", HttpListFetcher.USER_AGENT, 0);
        av_dict_set(options, "tls_verify", trusted.isPresent() ? "1" : "0", 0);
        trusted.ifPresent(file -> av_dict_set(options, "ca_file", file.toString(), 0));
        format.interrupt_callback().callback(GIVE_UP).opaque(until);
      }
      try (BytePointer name = new BytePointer(name(location, url))) {
        check(avformat_open_input(format, name, null, options));
      }
    } finally {
      av_dict_free(options);
    }
    check(avformat_find_stream_info(format, (PointerPointer<?>) null));
  }

  /** Its bytes, ended by a zero: not all names of files are text. */
  private static byte[] name(String location, boolean url) {
    byte[] plain =
        url
            ? Locations.address(location).toString().getBytes(StandardCharsets.UTF_8)
            : Locations.bytes(location);
    byte[] scheme = (url ? "" : "file:").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(scheme, scheme.length + plain.length + 1);
    System.arraycopy(plain, 0, all, scheme.length, plain.length);
    return all;
  }

  private void openCodec() throws IOException {
    AVCodec decoder = new AVCodec(null);
    stream = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, decoder, 0);
    if (stream < 0) {
      throw new IOException("holds no sound");
    }
    AVStream audio = format.streams(stream);
    timeBase = audio.time_base().num() / (double) audio.time_base().den();
    startTime = audio.start_time() == AV_NOPTS_VALUE ? 0 : audio.start_time() * timeBase;
    codec = avcodec_alloc_context3(decoder);
    check(avcodec_parameters_to_context(codec, audio.codecpar()));
    codec.pkt_timebase(audio.time_base());
    codec.thread_count(1); // Sound decodes hundreds of times faster than it plays.
    check(avcodec_open2(codec, decoder, (PointerPointer<?>) null));
    av_channel_layout_default(stereo, Pcm.CHANNELS);
  }

  @Override
  public int read(float[] buffer, int frames) throws IOException {
    while (pendingAt == pendingFrames) {
      if (!decode()) {
        return -1;
      }
    }
    int count = Math.min(frames, pendingFrames - pendingAt);
    System.arraycopy(pending, pendingAt * Pcm.CHANNELS, buffer, 0, count * Pcm.CHANNELS);
    pendingAt += count;
    position += count;
    return count;
  }

  /** Decodes one more piece; false at the end. */
  private boolean decode() throws IOException {
    pendingAt = 0;
    pendingFrames = 0;
    int got = avcodec_receive_frame(codec, frame);
    if (got == 0) {
      badPackets = 0;
      try {
        convertFrame();
      } finally {
        av_frame_unref(frame);
      }
      return true;
    }
    if (got == AVERROR_EOF) {
      if (drained) {
        return false;
      }
      drained = true;
      drainResampler();
      return true;
    }
    if (got == AVERROR_EAGAIN()) {
      feed();
    } else {
      bad(got);
    }
    return true;
  }

  private void feed() throws IOException {
    patience();
    int got = av_read_frame(format, packet);
    if (got == AVERROR_EOF || (got < 0 && !isStream())) {
      avcodec_send_packet(codec, null); // A file cut short plays as far as it goes.
      return;
    }
    check(got);
    try {
      if (packet.stream_index() == stream) {
        int sent = avcodec_send_packet(codec, packet);
        if (sent < 0) {
          bad(sent);
        }
      }
    } finally {
      av_packet_unref(packet);
    }
  }

  private void bad(int error) throws IOException {
    if (error != AVERROR_INVALIDDATA || ++badPackets > MOST_BAD_PACKETS) {
      check(error);
    }
  }

  private void convertFrame() throws IOException {
    if (resampler == null
        || frame.sample_rate() != inputRate
        || frame.format() != inputFormat
        || av_channel_layout_compare(frame.ch_layout(), inputLayout) != 0) {
      openResampler();
    }
    if (seeking) {
      seeking = false;
      long pts = frame.best_effort_timestamp();
      double at = pts == AV_NOPTS_VALUE ? seekTarget : pts * timeBase - startTime;
      toSkip = Math.max(0, Math.round((seekTarget - at) * Pcm.RATE));
    }
    int most = (int) ((long) frame.nb_samples() * Pcm.RATE / inputRate) + 256;
    take(most, frame.extended_data(), frame.nb_samples());
  }

  private void openResampler() throws IOException {
    if (frame.sample_rate() <= 0 || frame.ch_layout().nb_channels() <= 0) {
      throw new IOException("says it has no channels or no sample rate");
    }
    closeResampler();
    inputRate = frame.sample_rate();
    inputFormat = frame.format();
    check(av_channel_layout_copy(inputLayout, frame.ch_layout()));
    resampler = new SwrContext(null);
    check(
        swr_alloc_set_opts2(
            resampler,
            stereo,
            AV_SAMPLE_FMT_FLT,
            Pcm.RATE,
            inputLayout,
            inputFormat,
            inputRate,
            0,
            null));
    check(swr_init(resampler));
  }

  private void drainResampler() throws IOException {
    if (resampler != null) {
      take(4096, null, 0);
    }
  }

  private void take(int most, PointerPointer<?> in, int inFrames) throws IOException {
    if (most > outCapacity) {
      out.close();
      out = new FloatPointer((long) most * Pcm.CHANNELS);
      outPlanes.put(0, out);
      outCapacity = most;
      pending = new float[most * Pcm.CHANNELS];
    }
    int got = swr_convert(resampler, outPlanes, outCapacity, in, inFrames);
    check(got);
    out.position(0).get(pending, 0, got * Pcm.CHANNELS);
    if (inputLayout.nb_channels() == 1) {
      for (int i = 0; i < got * Pcm.CHANNELS; i++) {
        pending[i] *= MONO;
      }
    }
    pendingFrames = got;
    int skipped = (int) Math.min(toSkip, got);
    pendingAt = skipped;
    toSkip -= skipped;
  }

  @Override
  public Duration position() {
    return Pcm.duration(position);
  }

  @Override
  public Optional<Duration> duration() {
    long micros = format.duration();
    return micros == AV_NOPTS_VALUE || micros <= 0 || isLive()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(micros * 1000));
  }

  /** Whether the sender does not say how much there is: it goes on as long as it likes. */
  private boolean isLive() {
    return isStream() && avio_size(format.pb()) <= 0;
  }

  private boolean isStream() {
    return format.pb() != null && !format.pb().isNull() && format.pb().seekable() == 0;
  }

  @Override
  public void seek(Duration to) throws IOException {
    if (isStream()) {
      return;
    }
    double seconds = to.toNanos() / 1e9;
    // A little before: the decoder's first frames after a jump are not yet exact.
    double from = Math.max(0, seconds - 0.25) + startTime;
    int got = av_seek_frame(format, -1, Math.round(from * MICROS), AVSEEK_FLAG_BACKWARD);
    if (got < 0) {
      throw new IOException("cannot be searched: " + message(got));
    }
    avcodec_flush_buffers(codec);
    closeResampler();
    pendingAt = 0;
    pendingFrames = 0;
    drained = false;
    seeking = true;
    seekTarget = seconds;
    position = Pcm.frames(to);
  }

  /** The bytes of the picture that the file holds; empty if it has none. */
  Optional<byte[]> cover() {
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream one = format.streams(i);
      AVPacket picture = one.attached_pic();
      if ((one.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0
          && picture.size() > 0
          && picture.size() <= Cover.MOST_BYTES) {
        byte[] bytes = new byte[picture.size()];
        picture.data().get(bytes);
        return Optional.of(bytes);
      }
    }
    return Optional.empty();
  }

  @Override
  public TrackTags tags() {
    Map<String, String> all = new HashMap<>();
    collect(format.metadata(), all);
    if (format.nb_streams() > stream) {
      collect(format.streams(stream).metadata(), all); // Ogg keeps its tags with the stream.
    }
    return new TrackTags(
        text(all, "streamtitle").or(() -> text(all, "title")),
        text(all, "artist").or(() -> text(all, "album_artist")),
        text(all, "album").or(() -> text(all, "icy-name")),
        gain(all, "track_gain"),
        gain(all, "album_gain"),
        // Of the piece, else of the station; StreamUrl may be its page on the web, too.
        Stream.of("streamurl", "icy-logo")
            .flatMap(key -> text(all, key).stream())
            .filter(Locations::isUrl)
            .toList());
  }

  private static void collect(AVDictionary dictionary, Map<String, String> into) {
    AVDictionaryEntry entry = null;
    while ((entry = av_dict_iterate(dictionary, entry)) != null) {
      into.put(
          Locations.text(entry.key().getStringBytes()).toLowerCase(Locale.ROOT),
          Locations.text(entry.value().getStringBytes()));
    }
  }

  private static Optional<String> text(Map<String, String> all, String key) {
    return Optional.ofNullable(all.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** In Opus its own tag counts (RFC 7845), elsewhere ReplayGain's. */
  private OptionalDouble gain(Map<String, String> all, String of) {
    OptionalDouble replay =
        number(all.get("replaygain_" + of), text -> text.replaceFirst("(?i)\\s*dB\\s*$", ""), 1, 0);
    // 1/256 dB towards -23 LUFS, where ReplayGain 2 aims at -18.
    OptionalDouble r128 = number(all.get("r128_" + of), text -> text, 1 / 256.0, 5);
    boolean opus = codec != null && codec.codec_id() == AV_CODEC_ID_OPUS;
    return (opus ? r128 : replay).isPresent() ? (opus ? r128 : replay) : opus ? replay : r128;
  }

  /** A tag's number; none where it is no number, or no gain that anybody could mean. */
  private static OptionalDouble number(
      String tag, UnaryOperator<String> plain, double unit, double offset) {
    if (tag == null) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(plain.apply(tag).strip().replace(',', '.')) * unit + offset;
      return Math.abs(value) <= MOST_GAIN ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException(message(result));
    }
  }

  private static String message(int error) {
    byte[] text = new byte[256];
    av_strerror(error, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return "FFmpeg: " + new String(text, 0, end, StandardCharsets.UTF_8);
  }

  private void closeResampler() {
    if (resampler != null) {
      swr_free(resampler);
      resampler = null;
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    until.put(MonotonicClock.nanoTime());
    closeResampler();
    if (codec != null) {
      avcodec_free_context(codec);
    }
    avformat_close_input(format);
    av_packet_free(packet);
    av_frame_free(frame);
    av_channel_layout_uninit(inputLayout);
    inputLayout.close();
    stereo.close();
    outPlanes.close();
    out.close();
    until.close();
  }
}
