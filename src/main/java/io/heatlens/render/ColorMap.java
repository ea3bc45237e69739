package io.heatlens.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import io.heatlens.api.ApiEnum;

/**
 * Colour maps for values from 0 to 1. The perceptual maps are read from their published
 * tables: the resources beside this class, which also state their origin.
 */
public enum ColorMap implements ApiEnum {

	/** Google's rainbow with even steps of brightness (Mikhailov 2019). */
	TURBO,

	/** Matplotlib's default (Smith and van der Walt 2015). */
	VIRIDIS,

	/** From black over red to yellow (Smith and van der Walt 2015). */
	INFERNO,

	/** From black over purple to cream (Smith and van der Walt 2015). */
	MAGMA,

	/** From blue over red to yellow (Smith and van der Walt 2015). */
	PLASMA,

	/** Looks alike with colour blindness (Nunez, Anderton and Renslow 2018). */
	CIVIDIS,

	/** MATLAB's old rainbow, for comparison with older figures. */
	JET,

	/** From black to white. */
	GREY;

	static final int SIZE = 256;

	/**
	 * Returns the colours for evenly spaced values from 0 to 1.
	 * @return the {@value #SIZE} colours as 0xRRGGBB
	 */
	int[] colours() {
		return switch (this) {
			case JET -> formula(ColorMap::jet);
			case GREY -> formula((i) -> i << 16 | i << 8 | i);
			default -> published();
		};
	}

	private int[] published() {
		String file = apiName() + ".txt";
		try (InputStream in = Objects.requireNonNull(ColorMap.class.getResourceAsStream(file), file)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.flatMap((line) -> Arrays.stream(line.split(" ")))
				.mapToInt((colour) -> Integer.parseInt(colour, 16))
				.toArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int[] formula(IntUnaryOperator colour) {
		return IntStream.range(0, SIZE).map(colour).toArray();
	}

	// Each channel is a trapezoid: red's centre is at 3/4, green's at 1/2, blue's at 1/4.
	private static int jet(int i) {
		double x = 4.0 * i / (SIZE - 1);
		return trapezoid(x - 3) << 16 | trapezoid(x - 2) << 8 | trapezoid(x - 1);
	}

	private static int trapezoid(double x) {
		return (int) Math.round(255 * Math.max(0, Math.min(1, 1.5 - Math.abs(x))));
	}

}
