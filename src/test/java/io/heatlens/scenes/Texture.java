package io.heatlens.scenes;

import java.util.SplittableRandom;

/**
 * A two-coloured pattern: stripes in any direction, a chequerboard or waves.
 *
 * @param kind 0 for stripes, 1 for a chequerboard, 2 for waves
 * @param across how fast the pattern changes along the first direction, in radians a
 * pixel
 * @param down how fast the pattern changes along the second direction, in radians a pixel
 */
record Texture(int kind, double across, double down) {

	static Texture random(SplittableRandom random) {
		double frequency = StrictMath.PI / random.nextInt(2, 8);
		double angle = StrictMath.PI * random.nextDouble();
		return new Texture(random.nextInt(3), frequency * StrictMath.cos(angle), frequency * StrictMath.sin(angle));
	}

	boolean isLight(int x, int y) {
		double u = this.across * x + this.down * y;
		double v = this.across * y - this.down * x;
		return switch (this.kind) {
			case 0 -> half(u);
			case 1 -> half(u) == half(v);
			default -> half(u + 2 * StrictMath.abs(v / 4 - StrictMath.floor(v / 4) - 0.5));
		};
	}

	private static boolean half(double phase) {
		return (((long) StrictMath.floor(phase / StrictMath.PI)) & 1) == 0;
	}

}
