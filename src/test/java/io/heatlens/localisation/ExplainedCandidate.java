package io.heatlens.localisation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.heatlens.engine.Deadline;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.Target;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.scenes.Scene;
import io.heatlens.vit.Model;
import io.heatlens.vit.layer.BackwardRule;

/**
 * The explanations of the service, requested for each item by its class.
 *
 * @param explainer that is measured
 * @param model that is explained
 * @param method of the maps
 * @param options of the method
 */
record ExplainedCandidate(Explainer explainer, Model model, ExplanationMethod method,
		MethodOptions options) implements Candidate {

	@Override
	public String name() {
		return this.method.name() + ((this.options.gradient() == BackwardRule.PRUNED) ? ", pruned" : "");
	}

	@Override
	public List<List<EvidenceMap>> maps(List<Scene> scenes) {
		// a request has the same classes for all its images
		Map<String, List<Integer>> groups = IntStream.range(0, scenes.size())
			.boxed()
			.collect(
					Collectors.groupingBy((i) -> classes(scenes.get(i)).toString(), TreeMap::new, Collectors.toList()));
		ImageExplanation[] explained = new ImageExplanation[scenes.size()];
		for (List<Integer> group : groups.values()) {
			List<DecodedImage> images = group.stream().map((i) -> TestScenes.image(scenes.get(i))).toList();
			List<ImageExplanation> results = explain(images, classes(scenes.get(group.get(0))));
			for (int i = 0; i < results.size(); i++) {
				explained[group.get(i)] = results.get(i);
			}
		}
		return IntStream.range(0, explained.length).mapToObj((i) -> maps(scenes.get(i), explained[i])).toList();
	}

	private static List<Integer> classes(Scene scene) {
		return scene.items().stream().map(Scene.Item::label).sorted().toList();
	}

	private List<ImageExplanation> explain(List<DecodedImage> images, List<Integer> classes) {
		ExplanationRequest request = ExplanationRequest.of(this.method, new Target.Classes(classes), this.options);
		return this.explainer.explain(this.model, images, request, Deadline.in(Duration.ofHours(1))).value();
	}

	private static List<EvidenceMap> maps(Scene scene, ImageExplanation explained) {
		return scene.items().stream().map((item) -> map(explained, item.label())).toList();
	}

	private static EvidenceMap map(ImageExplanation explained, int label) {
		return explained.explanations()
			.stream()
			.filter((explanation) -> explanation.target().index() == label)
			.map((explanation) -> new EvidenceMap(explanation.heatmap().raw(), explanation.region()))
			.findFirst()
			.orElseThrow();
	}

}
