package io.heatlens.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Region;

/**
 * Draws boxes around the selected patches of a map: one around each group of patches that
 * are connected by edges.
 *
 * @param map the map
 * @param region the rectangle of the upright original that the map covers
 * @param width the width of the original in pixels
 * @param height the height of the original in pixels
 */
record Boxes(RawMap map, Region region, int width, int height) {

	/**
	 * Draws the boxes.
	 * @param selection the choice of patches
	 * @return the boxes, the one with the most evidence first; without those that lie
	 * beside the image, in the border that the preprocessing adds
	 */
	List<Box> around(Selection selection) {
		boolean[] left = selection.of(this.map.values());
		List<Box> boxes = new ArrayList<>();
		for (int cell = 0; cell < left.length; cell++) {
			if (left[cell]) {
				box(group(cell, left)).ifPresent(boxes::add);
			}
		}
		boxes.sort(Comparator.comparing(Box::evidence).reversed());
		return boxes;
	}

	// Takes the cells out of those that are left.
	private List<Integer> group(int first, boolean[] left) {
		Grid grid = this.map.grid();
		List<Integer> group = new ArrayList<>();
		Deque<Integer> next = new ArrayDeque<>();
		left[first] = false;
		next.add(first);
		while (!next.isEmpty()) {
			int cell = next.remove();
			group.add(cell);
			int column = cell % grid.columns();
			IntStream
				.of(cell - grid.columns(), cell + grid.columns(), (column > 0) ? cell - 1 : -1,
						(column < grid.columns() - 1) ? cell + 1 : -1)
				.filter((other) -> other >= 0 && other < left.length && left[other])
				.forEach((other) -> {
					left[other] = false;
					next.add(other);
				});
		}
		return group;
	}

	private Optional<Box> box(List<Integer> group) {
		Grid grid = this.map.grid();
		double cellWidth = this.region.width() / grid.columns();
		double cellHeight = this.region.height() / grid.rows();
		Span columns = Span.of(this.region.x(), cellWidth, this.width,
				group.stream().map((cell) -> cell % grid.columns()).toList());
		Span rows = Span.of(this.region.y(), cellHeight, this.height,
				group.stream().map((cell) -> cell / grid.columns()).toList());
		double evidence = group.stream().mapToDouble((cell) -> this.map.values()[cell]).sum();
		return (columns.size() < 1 || rows.size() < 1) ? Optional.empty()
				: Optional.of(new Box(columns.from(), rows.from(), columns.size(), rows.size(), evidence));
	}

	/**
	 * Pixels along one axis.
	 *
	 * @param from the first pixel
	 * @param size the number of pixels
	 */
	private record Span(int from, int size) {

		// A pixel belongs to the cell that its centre lies in, as in pictures. A cell
		// that is smaller than a pixel has the pixel that it lies in.
		static Span of(double start, double cell, int pixels, List<Integer> cells) {
			double low = start + cell * cells.stream().mapToInt(Integer::intValue).min().orElseThrow();
			double high = start + cell * (cells.stream().mapToInt(Integer::intValue).max().orElseThrow() + 1);
			if (high <= 0 || low >= pixels) {
				return new Span(0, 0);
			}
			int from = (int) Math.max(0, Math.ceil(low - 0.5));
			int to = (int) Math.min(pixels, Math.ceil(high - 0.5));
			return (from < to) ? new Span(from, to - from) : new Span((int) Math.max(0, Math.floor(low)), 1);
		}

	}

}
