package io.heatlens.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.heatlens.explain.Explanation;
import io.heatlens.explain.Selection;
import io.heatlens.explain.Similarity;
import io.heatlens.explain.method.Status;
import io.heatlens.image.DecodedImage;
import io.heatlens.render.HeatmapRenderer;
import io.heatlens.render.Picture;
import io.heatlens.request.ExplanationOptions;

import org.springframework.stereotype.Component;

/**
 * Draws an explanation as a PNG file that names the model, the method and the target in
 * its text chunks.
 */
@Component
public class Painter {

	private final HeatmapRenderer renderer;

	Painter(HeatmapRenderer renderer) {
		this.renderer = renderer;
	}

	/**
	 * Draws an explanation.
	 * @param options the options of the request
	 * @param image the upright original
	 * @param explanation the explanation of the image, with values from 0 to 1
	 * @return the PNG file
	 */
	public byte[] png(ExplanationOptions options, DecodedImage image, Explanation explanation) {
		return this.renderer.png(image, picture(options, explanation), options.render(), text(options, explanation));
	}

	/**
	 * Draws what makes an image and a reference alike, side by side.
	 * @param options the options of the request
	 * @param images the upright image and the upright reference
	 * @param similarity the explanations of both, of which the first ones are drawn
	 * @return the PNG file
	 */
	public byte[] pair(ExplanationOptions options, List<DecodedImage> images, Similarity similarity) {
		Explanation ofImage = similarity.image().get(0);
		Map<String, String> text = text(options, ofImage);
		text.remove("Target");
		text.put("Status", similarity.status().apiName());
		text.put("Similarity", Double.toString(similarity.value()));
		return this.renderer.pair(images,
				List.of(picture(options, ofImage), picture(options, similarity.reference().get(0))), options.render(),
				text);
	}

	private static Picture picture(ExplanationOptions options, Explanation explanation) {
		Selection selection = options.request().selection();
		float[][] values = (options.render().view().selects() && selection != null)
				? explanation.heatmap().mask(selection) : explanation.heatmap().values();
		return new Picture(values, explanation.region(), explanation.status() != Status.OK);
	}

	private static Map<String, String> text(ExplanationOptions options, Explanation explanation) {
		Map<String, String> text = new LinkedHashMap<>();
		text.put("Software", "Heatlens");
		text.put("Model", options.model().name());
		text.put("Digest", options.model().digest());
		text.put("Method", explanation.method());
		if (!explanation.layers().isEmpty()) {
			text.put("Layer", String.join(", ", explanation.layers()));
		}
		text.put("Gradient", explanation.gradient().apiName());
		text.put("Score", explanation.sign().apiName() + " " + explanation.score().apiName());
		text.put("Target", explanation.target().index() + " " + explanation.target().label());
		text.put("Status", explanation.status().apiName());
		return text;
	}

}
