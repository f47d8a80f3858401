package io.moodspeaker.training;

/**
 * Some faces ready for one step.
 *
 * @param number counted from the first of the run
 * @param count how many faces
 * @param size their width and height
 * @param faces where each face stands in the training list
 * @param images count x size x size numbers
 * @param targets count x classes shares, each row summing to 1
 * @param weights how much each face counts; the mean is 1
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Passed once from the thread that fills to the one that steps.
record Batch(
    long number,
    int count,
    int size,
    int[] faces,
    float[] images,
    float[] targets,
    float[] weights) {}
