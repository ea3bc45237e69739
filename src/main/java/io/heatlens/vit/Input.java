package io.heatlens.vit;

/**
 * An image as a model sees it.
 *
 * @param pixels normalised, channel by channel, row by row: 3 x height x width
 * @param region the rectangle of the upright original that the patch grid covers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Input(float[] pixels, Region region) {
}
