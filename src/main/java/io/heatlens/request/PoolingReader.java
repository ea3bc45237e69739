package io.heatlens.request;

import java.util.List;

import io.heatlens.explain.method.AveragePooling;
import io.heatlens.vit.input.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Reads the average pooling of the maps.
 *
 * @param parameters the parameters that were sent
 * @param grids the grids of the maps
 */
record PoolingReader(Parameters parameters, List<Grid> grids) {

	/**
	 * Reads the parameters of the pooling.
	 * @return the pooling, or {@code null} if the maps are not pooled
	 * @throws BadParameterException if the window or the padding does not fit
	 */
	@Nullable AveragePooling read() {
		if (!this.parameters.has(ApiParameter.POOL)) {
			checkNoneWithoutPool();
			return null;
		}
		Grid kernel = this.parameters.size(ApiParameter.POOL, new Grid(1, 1), 1);
		Grid padding = this.parameters.size(ApiParameter.POOL_PADDING, new Grid(0, 0), 0);
		AveragePooling pooling = new AveragePooling(kernel, this.parameters.size(ApiParameter.POOL_STRIDE, kernel, 1),
				padding, this.parameters.flag(ApiParameter.POOL_CEIL_MODE, false),
				this.parameters.flag(ApiParameter.POOL_COUNT_INCLUDE_PAD, true));
		if (2 * padding.rows() > kernel.rows() || 2 * padding.columns() > kernel.columns()) {
			throw BadParameterException.value(ApiParameter.POOL_PADDING,
					String.valueOf(this.parameters.one(ApiParameter.POOL_PADDING)), "at most half of \"pool\"");
		}
		this.grids.forEach((grid) -> checkFits(pooling, grid));
		return pooling;
	}

	private void checkFits(AveragePooling pooling, Grid grid) {
		Grid output = pooling.output(grid);
		if (output.rows() < 1 || output.columns() < 1) {
			throw BadParameterException.value(ApiParameter.POOL, String.valueOf(this.parameters.one(ApiParameter.POOL)),
					"a window that fits the grid of %d x %d".formatted(grid.rows(), grid.columns()));
		}
	}

	private void checkNoneWithoutPool() {
		for (ApiParameter parameter : List.of(ApiParameter.POOL_STRIDE, ApiParameter.POOL_PADDING,
				ApiParameter.POOL_CEIL_MODE, ApiParameter.POOL_COUNT_INCLUDE_PAD)) {
			if (this.parameters.has(parameter)) {
				throw new BadParameterException(
						"The parameter \"%s\" needs \"pool\", such as pool=2.".formatted(parameter.apiName()));
			}
		}
	}

}
