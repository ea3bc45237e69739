package io.heatlens.image;

import java.util.Optional;

/**
 * The values of black and white of samples with 16 bits. Cameras and medical devices
 * store 10, 12 or 14 bits in them, so that white is not the largest number.
 *
 * @param black the value of black
 * @param white the value of white
 * @param inverted whether the samples are inverted: the values are 65535 less the samples
 * @param measured whether the values are those of the picture itself
 */
record SampleRange(int black, int white, boolean inverted, boolean measured) {

	/** All values of the samples' depth. */
	static final SampleRange WHOLE = new SampleRange(0, 0, false, false);

	private static final int MOST = 0xffff;

	private static final int LEVELS = 255;

	/** The largest value of 15 bits. Files that state more use all 16 bits. */
	private static final int STATED = 0x7fff;

	/** The largest value of 12 bits. A picture of 16 bits below it is almost black. */
	private static final int TWELVE_BITS = 0xfff;

	/**
	 * Finds the range of a picture.
	 * @param samples the samples, 16 bits each and none of them alpha
	 * @param traits what the file says about the samples
	 * @return the range that the file states, if the picture keeps to it; the picture's
	 * own range, if it has no value beyond 12 bits; otherwise all values
	 */
	static SampleRange of(PixelSamples samples, SampleTraits traits) {
		int least = MOST;
		int most = 0;
		int[] row = new int[samples.bands() * samples.width()];
		for (int y = 0; y < samples.height(); y++) {
			samples.raw(y, row);
			for (int sample : row) {
				int value = traits.inverted() ? MOST - sample : sample;
				least = Math.min(least, value);
				most = Math.max(most, value);
			}
		}
		if (traits.white() > 0 && traits.white() <= STATED && most <= traits.white()) {
			return new SampleRange(0, traits.white(), traits.inverted(), false);
		}
		return (most <= TWELVE_BITS && least < most) ? new SampleRange(least, most, traits.inverted(), true) : WHOLE;
	}

	/**
	 * Scales a sample.
	 * @param sample the sample
	 * @param most the largest number of its depth
	 * @return the level from 0 to 255
	 */
	int level(int sample, int most) {
		if (this.white == 0) {
			return (sample * LEVELS + most / 2) / most;
		}
		int range = this.white - this.black;
		int value = Math.min(Math.max((this.inverted ? most - sample : sample) - this.black, 0), range);
		int level = (value * LEVELS + range / 2) / range;
		return this.inverted ? LEVELS - level : level;
	}

	/**
	 * Warns of a range that the file does not state.
	 * @return the warning, or nothing
	 */
	Optional<String> warning() {
		return this.measured ? Optional
			.of("The image has 16 bits per sample but no value above 4095, as 12-bit data have, and its file does not state the value of white (MaxSampleValue in TIFF). Its own range, %d to %d, was mapped to black to white."
				.formatted(this.black, this.white)) : Optional.empty();
	}

}
