package io.heatlens.localisation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.heatlens.scenes.Scene;

/**
 * The measures of a candidate.
 *
 * @param name of the candidate
 * @param pointing share of items that the hottest cell hits
 * @param energy mean share of positive evidence in the item's box
 * @param discrimination share of items in scenes of two whose map has more evidence in
 * their own box than in the other's
 */
record Result(String name, Estimate pointing, Estimate energy, Estimate discrimination) {

	static Result of(Candidate candidate, List<Scene> scenes) {
		List<List<EvidenceMap>> maps = candidate.maps(scenes);
		List<List<Score>> scores = new ArrayList<>();
		for (int i = 0; i < scenes.size(); i++) {
			scores.add(Score.of(maps.get(i), scenes.get(i).items().stream().map(Scene.Item::box).toList()));
		}
		return new Result(candidate.name(), estimate(scores, Score::pointing), estimate(scores, Score::energy),
				estimate(scores, Score::discrimination));
	}

	private static Estimate estimate(List<List<Score>> scores, ToDoubleFunction<Score> measure) {
		return Estimate.of(scores.stream().map((scene) -> scene.stream().mapToDouble(measure).toArray()).toList());
	}

}
