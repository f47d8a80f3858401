package io.moodspeaker.model;

/** A person asked that all that was learned of them be forgotten. */
public record LearningForgotten() {}
