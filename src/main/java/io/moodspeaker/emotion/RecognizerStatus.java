package io.moodspeaker.emotion;

/**
 * How emotions are read at the moment.
 *
 * @param active the recogniser that read the last frame: {@code local}, {@code azure}, or {@code
 *     none}
 * @param model the local model's name; empty when none is loaded
 * @param breaker the circuit breaker before the fallback: {@code closed}, {@code open}, {@code
 *     half_open}; empty when the routes have none
 */
public record RecognizerStatus(String active, String model, String breaker) {}
