package io.heatlens.vit;

import java.util.List;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * Checks and measures a model before it is served: whether logits are finite, whether the
 * tokens are in the order of the patch grid, at which layers gradients reach the patches,
 * and whether one gradient agrees with central differences.
 *
 * @param transformer the model to check
 * @param input the size of its input
 * @param manager the manager that owns the weights
 */
record SelfCheck(VisionTransformer transformer, InputSize input, NDManager manager) {

	/**
	 * Runs all checks.
	 * @return the results
	 * @throws InvalidModelException if a check fails
	 */
	CheckedSites run() {
		checkGrid();
		List<CheckedSite> sites = checkGradientPaths();
		Site defaultSite = defaultSite(sites);
		checkDifferences(defaultSite);
		return new CheckedSites(sites, defaultSite);
	}

	// If the last patch gets brighter, only the last token may change.
	private void checkGrid() {
		try (NDManager scope = this.manager.newSubManager()) {
			checkGrid(scope);
		}
	}

	private void checkGrid(NDManager scope) {
		InputSize patch = this.transformer.embedding().patch();
		Grid grid = this.transformer.embedding().grid();
		NDArray image = scope.zeros(shape());
		NDArray before = this.transformer.embedding().forward(image);
		image.set(new NDIndex("0, :, %d:%d, %d:%d".formatted((grid.rows() - 1) * patch.height(),
				grid.rows() * patch.height(), (grid.columns() - 1) * patch.width(), grid.columns() * patch.width())),
				1);
		NDArray change = this.transformer.embedding().forward(image).sub(before).abs().sum(new int[] { 2 });
		float[] tokens = change.toFloatArray();
		for (int token = 0; token < tokens.length; token++) {
			boolean last = token == tokens.length - 1;
			if ((tokens[token] > 0) != last) {
				throw new InvalidModelException(
						"only the last token should change with the last patch, but this is not so for token %d of %d"
							.formatted(token, tokens.length));
			}
		}
	}

	private List<CheckedSite> checkGradientPaths() {
		try (NDManager scope = this.manager.newSubManager()) {
			return new GradientPathCheck(this.transformer, noise(scope)).run();
		}
	}

	// Usually the default part of the last block, else the deepest layer before it that
	// works.
	private Site defaultSite(List<CheckedSite> sites) {
		int last = this.transformer.blocks().size() - 1;
		Site wanted = new Site(last, this.transformer.blocks().get(last).defaultPart());
		List<Site> order = sites.stream().map(CheckedSite::site).toList();
		return sites.stream()
			.limit(order.indexOf(wanted) + 1L)
			.filter((checked) -> checked.gradientPath() && (!checked.cancels() || isOutput(checked, wanted)))
			.reduce((shallower, deeper) -> deeper)
			.map(CheckedSite::site)
			.orElseThrow(() -> new InvalidModelException("no layer has a gradient on its patch tokens"));
	}

	// In a post-norm block, no value that comes before the output can be read.
	private static boolean isOutput(CheckedSite checked, Site wanted) {
		return checked.site().equals(wanted) && wanted.part() == Site.Part.OUTPUT;
	}

	private void checkDifferences(Site site) {
		try (NDManager scope = this.manager.newSubManager()) {
			new DifferenceCheck(this.transformer, site, noise(scope)).run();
		}
	}

	private NDArray noise(NDManager scope) {
		return scope.create(gaussian(Math.toIntExact(shape().size())), shape());
	}

	private Shape shape() {
		return new Shape(1, this.transformer.channels(), this.input.height(), this.input.width());
	}

	static float[] gaussian(int count) {
		Random random = new Random(7);
		float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}

}
