package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Region;

/**
 * Average pooling of a grid, as in torch's {@code avg_pool2d}, with its backward pass and
 * that of relevance pooling.
 *
 * @param kernel the rows and columns of a window
 * @param stride the rows and columns from one window to the next
 * @param padding the rows and columns of zeros on each side of the grid, at most half a
 * window
 * @param ceilMode whether the last window may extend beyond the edge
 * @param countIncludePad whether padding counts in the mean
 */
public record AveragePooling(Grid kernel, Grid stride, Grid padding, boolean ceilMode, boolean countIncludePad) {

	/**
	 * Creates a pooling with a window around each value, clipped at the border.
	 * @param width the width of the window, an odd number
	 * @return a pooling that keeps the size of the grid
	 */
	public static AveragePooling window(int width) {
		return new AveragePooling(new Grid(width, width), new Grid(1, 1), new Grid(width / 2, width / 2), false, false);
	}

	/**
	 * Computes the size of the pooled grid.
	 * @param input the size of the grid
	 * @return the size, with fewer than 1 row or column if no window fits
	 */
	public Grid output(Grid input) {
		return new Grid(output(input.rows(), this.kernel.rows(), this.stride.rows(), this.padding.rows()),
				output(input.columns(), this.kernel.columns(), this.stride.columns(), this.padding.columns()));
	}

	private int output(int size, int kernel, int stride, int padding) {
		int room = size + 2 * padding - kernel + (this.ceilMode ? stride - 1 : 0);
		int count = Math.floorDiv(room, stride) + 1;
		// A window has to begin on the grid or in the padding before it.
		return (this.ceilMode && (count - 1) * stride >= size + padding) ? count - 1 : count;
	}

	/**
	 * Computes the region of the pooled grid. Each pooled value covers one stride in the
	 * middle of its window. With padding, or with a last window beyond the edge, the
	 * region may extend beyond that of the grid.
	 * @param region the region of the grid
	 * @param grid the grid to pool
	 * @return the region of the pooled grid
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
	 * Pools the values of a grid.
	 * @param values the values, row by row
	 * @param grid the grid of the values
	 * @return the means, row by row
	 */
	public float[] apply(float[] values, Grid grid) {
		float[] means = new float[output(grid).patches()];
		visit(grid, (window, cell, share) -> means[window] += (float) (values[cell] * share));
		return means;
	}

	/**
	 * Pools the patches of each image of a batch.
	 * @param values the values, shape (batch, patches, dim)
	 * @param grid the grid of the patches
	 * @return the means, shape (batch, windows, dim)
	 */
	public NDArray apply(NDArray values, Grid grid) {
		int windows = output(grid).patches();
		float[] shares = new float[windows * grid.patches()];
		visit(grid, (window, cell, share) -> shares[window * grid.patches() + cell] = (float) share);
		return values.getManager().create(shares, new Shape(1, windows, grid.patches())).matMul(values);
	}

	/**
	 * Computes the gradient of the values from that of the means.
	 * @param upstream the gradient of the means, one per window
	 * @param grid the grid of the values
	 * @return the gradient of the values, row by row
	 */
	float[] backward(float[] upstream, Grid grid) {
		float[] gradient = new float[grid.patches()];
		visit(grid, (window, cell, share) -> gradient[cell] += (float) (upstream[window] * share));
		return gradient;
	}

	/**
	 * Computes the backward pass of relevance pooling. From each window that contains it,
	 * a value gets the relevance of the window divided by the sum of the window's values,
	 * or 0 if 1 / mean of the window exceeds the number of cells of the kernel plus 1.
	 * @param relevance the relevance, one per window
	 * @param values the values, row by row
	 * @param grid the grid of the values
	 * @return one factor per value; the products of values and factors add up to the
	 * relevance of all windows that do not give 0
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

		void visit(int window, int cell, double share);

	}

	/**
	 * The cells that a window covers along one axis.
	 *
	 * @param from the first cell on the grid
	 * @param to the cell after the last one on the grid
	 * @param padded the number of cells including padding
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
