package io.moodspeaker.composer.synth;

/**
 * How one part sits in the mix.
 *
 * @param gain its loudness against the piece's reference, in LU: 0 leads, -8 supports
 * @param pan -1 left to 1 right
 * @param send how much of it the room gets, 0 to 1
 * @param echo how loud its echoes are, 0 to 1
 * @param chorus how wide it drifts, 0 to 1
 * @param wobble how uneven its tape runs, 0 to 1
 * @param lowpass the corner in hertz above which it is dulled; 0 for none
 * @param highpass the corner in hertz below which it is thinned; 0 for none
 */
public record Channel(
    double gain,
    double pan,
    double send,
    double echo,
    double chorus,
    double wobble,
    double lowpass,
    double highpass) {}
