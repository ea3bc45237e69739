package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.transformer.Site;

/**
 * The results of the start-up check of a model.
 *
 * @param all the layers of the model, in the order of the forward pass
 * @param defaultSite the layer to explain if a request names none
 */
record CheckedSites(List<CheckedSite> all, Site defaultSite) {

	CheckedSites {
		all = List.copyOf(all);
	}

	/**
	 * Makes sure that gradient methods can explain a layer.
	 * @param layer a layer of the model
	 * @throws NoGradientPathException if the gradient of all patch tokens is zero there
	 */
	void requireGradientPath(Site layer) {
		if (this.all.stream().anyMatch((checked) -> checked.site().equals(layer) && !checked.gradientPath())) {
			throw new NoGradientPathException(layer, deepest());
		}
	}

	private Site deepest() {
		return this.all.stream()
			.filter(CheckedSite::gradientPath)
			.reduce((shallower, deeper) -> deeper)
			.map(CheckedSite::site)
			.orElse(this.defaultSite);
	}

}
