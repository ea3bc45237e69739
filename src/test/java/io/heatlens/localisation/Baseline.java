package io.heatlens.localisation;

import java.util.List;
import java.util.function.Function;

import io.heatlens.image.DecodedImage;
import io.heatlens.scenes.Scene;
import io.heatlens.vit.input.Region;

/**
 * A map that does not depend on the model or on the requested item.
 *
 * @param name in the tables
 * @param cells makes the values, rows x columns
 */
record Baseline(String name, Function<DecodedImage, float[][]> cells) implements Candidate {

	/**
	 * Creates all baselines.
	 * @param side rows and columns of the maps
	 * @param seed of the random map
	 * @return a random map, a centre blob and the image's edges
	 */
	static List<Baseline> all(int side, long seed) {
		RandomMap random = new RandomMap(side, seed);
		CentreBlob centre = new CentreBlob(side);
		EdgeStrength edges = new EdgeStrength(side);
		return List.of(new Baseline("random", (image) -> random.cells()),
				new Baseline("centre", (image) -> centre.cells()), new Baseline("edges", edges::cells));
	}

	@Override
	public List<List<EvidenceMap>> maps(List<Scene> scenes) {
		return scenes.stream().map(this::maps).toList();
	}

	private List<EvidenceMap> maps(Scene scene) {
		Region whole = new Region(0, 0, scene.size(), scene.size());
		return scene.items()
			.stream()
			.map((item) -> new EvidenceMap(this.cells.apply(TestScenes.image(scene)), whole))
			.toList();
	}

}
