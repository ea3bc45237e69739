package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Region;

/**
 * Average pooling of a grid, as torch's {@code avg_pool2d}, with its backward pass and
 * that of relevance pooling.
 *
 * @param kernel rows and columns of a window
 * @param stride from one window to the next
 * @param padding zeros around the grid, at most half a kernel
 * @param ceilMode whether a last window may reach over the edge
 * @param countIncludePad whether padding counts in the mean
 */
public record AveragePooling(Grid kernel, Grid stride, Grid padding, boolean ceilMode, boolean countIncludePad) {

	/**
	 * Windows around each place, clipped at the border.
	 * @param width odd
	 * @return a pooling that keeps the grid's size
	 */
	public static AveragePooling window(int width) {
		return new AveragePooling(new Grid(width, width), new Grid(1, 1), new Grid(width / 2, width / 2), false, false);
	}

	/**
	 * The size of the pooled grid.
	 * @param input grid
	 * @return less than 1 row or column if no window fits
	 */
	public Grid output(Grid input) {
		return new Grid(output(input.rows(), this.kernel.rows(), this.stride.rows(), this.padding.rows()),
				output(input.columns(), this.kernel.columns(), this.stride.columns(), this.padding.columns()));
	}

	private int output(int size, int kernel, int stride, int padding) {
		int room = size + 2 * padding - kernel + (this.ceilMode ? stride - 1 : 0);
		int count = Math.floorDiv(room, stride) + 1;
		// a window has to begin on the grid or its left padding
		return (this.ceilMode && (count - 1) * stride >= size + padding) ? count - 1 : count;
	}

	/**
	 * Finds where the pooled grid lies: each place as wide as a stride, in the middle of
	 * its window. Padding and a last window over the edge reach out of the picture.
	 * @param region of the grid
	 * @param grid that is pooled
	 * @return region of the pooled grid
	 */
	public Region region(Region region, Grid grid) {
		double height = region.height() / grid.rows();
		double width = region.width() / grid.columns();
		Grid output = output(grid);
		double top = (this.kernel.rows() - this.stride.rows()) / 2.0 - this.padding.rows();
		double left = (this.kernel.columns() - this.stride.columns()) / 2.0 - this.padding.columns();
		return new Region(region.x() + left * width, region.y() + top * height,
				output.columns() * this.stride.columns() * width, output.rows() * this.stride.rows() * height);
	}

	/**
	 * Pools.
	 * @param values row by row
	 * @param grid of the values
	 * @return the means, row by row
	 */
	public float[] apply(float[] values, Grid grid) {
		float[] means = new float[output(grid).patches()];
		visit(grid, (window, place, share) -> means[window] += (float) (values[place] * share));
		return means;
	}

	/**
	 * Pools along the patches.
	 * @param values shape (batch, patches, dim)
	 * @param grid of the patches
	 * @return the means, shape (batch, windows, dim)
	 */
	public NDArray apply(NDArray values, Grid grid) {
		int windows = output(grid).patches();
		float[] shares = new float[windows * grid.patches()];
		visit(grid, (window, place, share) -> shares[window * grid.patches() + place] = (float) share);
		return values.getManager().create(shares, new Shape(1, windows, grid.patches())).matMul(values);
	}

	/**
	 * The backward pass.
	 * @param upstream gradient, one a window
	 * @param grid of the values
	 * @return the gradient of each value
	 */
	float[] backward(float[] upstream, Grid grid) {
		float[] gradient = new float[grid.patches()];
		visit(grid, (window, place, share) -> gradient[place] += (float) (upstream[window] * share));
		return gradient;
	}

	/**
	 * The backward pass of relevance pooling: each value of a window of n gets the
	 * window's relevance divided by n times its mean, and 0 where 1 / mean exceeds n + 1.
	 * @param relevance one a window
	 * @param values row by row
	 * @param grid of the values
	 * @return what, times the values, adds up to each window's relevance
	 */
	public float[] relevance(float[] relevance, float[] values, Grid grid) {
		float[] means = apply(values, grid);
		float[] upstream = new float[means.length];
		for (int window = 0; window < means.length; window++) {
			boolean empty = 1 / (double) means[window] > this.kernel.patches() + 1;
			upstream[window] = empty ? 0 : relevance[window] / means[window];
		}
		return backward(upstream, grid);
	}

	private void visit(Grid grid, Visitor visitor) {
		Grid output = output(grid);
		for (int window = 0; window < output.patches(); window++) {
			Span rows = Span.of(window / output.columns(), this.kernel.rows(), this.stride.rows(), this.padding.rows(),
					grid.rows());
			Span columns = Span.of(window % output.columns(), this.kernel.columns(), this.stride.columns(),
					this.padding.columns(), grid.columns());
			int count = this.countIncludePad ? rows.padded() * columns.padded() : rows.size() * columns.size();
			for (int row = rows.from(); row < rows.to(); row++) {
				for (int column = columns.from(); column < columns.to(); column++) {
					visitor.visit(window, row * grid.columns() + column, 1.0 / count);
				}
			}
		}
	}

	private interface Visitor {

		void visit(int window, int place, double share);

	}

	/**
	 * What a window covers in one direction.
	 *
	 * @param from the first place on the grid
	 * @param to behind the last place on the grid
	 * @param padded how many places with padding
	 */
	private record Span(int from, int to, int padded) {

		static Span of(int index, int kernel, int stride, int padding, int size) {
			int start = index * stride - padding;
			int end = Math.min(start + kernel, size + padding);
			return new Span(Math.max(start, 0), Math.min(end, size), end - start);
		}

		int size() {
			return this.to - this.from;
		}

	}

}
