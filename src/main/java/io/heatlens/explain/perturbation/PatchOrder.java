package io.heatlens.explain.perturbation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;

/**
 * The patches of a grid in a random order, which is always the same: those that are done
 * before a deadline are spread over the image.
 */
final class PatchOrder {

	private final Grid grid;

	private final List<Integer> patches;

	PatchOrder(Grid grid) {
		this.grid = grid;
		this.patches = new ArrayList<>(IntStream.range(0, grid.patches()).boxed().toList());
		Collections.shuffle(this.patches, new Random(0));
	}

	int get(int place) {
		return this.patches.get(place);
	}

	/**
	 * Makes a map of values in this order.
	 * @param done the number of patches that have a value; those that follow get 0
	 * @param value the value of the patch at each place in this order
	 * @return the map, row by row
	 */
	RawMap map(int done, IntToDoubleFunction value) {
		float[] values = new float[this.patches.size()];
		for (int i = 0; i < done; i++) {
			values[get(i)] = (float) value.applyAsDouble(i);
		}
		return new RawMap(this.grid, values);
	}

}
