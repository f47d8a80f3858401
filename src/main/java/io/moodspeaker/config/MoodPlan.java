package io.moodspeaker.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The answers to one mood.
 *
 * @param strategy how the music answers
 * @param playlist the mood's own playlist: an m3u8 file or a folder, absolute
 * @param volume 0 to 100
 * @param light its light; empty for none
 * @param words a sentence that the log adds; empty for none
 * @param alert its alert; empty for none
 */
public record MoodPlan(
    Strategy strategy,
    Optional<Path> playlist,
    int volume,
    Optional<LightPlan> light,
    Optional<String> words,
    Optional<AlertPlan> alert) {}
