package io.heatlens.vit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.UnknownLayerException;

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
	 * Finds a layer.
	 * @param name the name of the layer
	 * @param depth the number of blocks
	 * @param stages the index of the first block of each stage
	 * @return the site of the layer
	 * @throws UnknownLayerException if the model has no such layer
	 */
	Site find(String name, int depth, List<Integer> stages) {
		return Site.parse(name, depth)
			.filter((site) -> this.all.stream().anyMatch((checked) -> checked.site().equals(site)))
			.orElseThrow(() -> new UnknownLayerException(name, new LayerHint(this.all, depth, stages).of(name), forms(),
					depth));
	}

	// Lists the names of the layers of block i.
	private Set<String> forms() {
		return this.all.stream()
			.map((checked) -> checked.site().name().replaceFirst("\\d+", "i"))
			.collect(Collectors.toCollection(TreeSet::new));
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
