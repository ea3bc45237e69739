package io.heatlens.answer;

import java.util.LinkedHashMap;
import java.util.Map;

import io.heatlens.explain.Explanation;
import io.heatlens.explain.method.Status;
import io.heatlens.image.DecodedImage;
import io.heatlens.render.HeatmapRenderer;
import io.heatlens.render.Picture;
import io.heatlens.request.ExplanationOptions;

import org.springframework.stereotype.Component;

/**
 * Draws an explanation as a picture that says what it is.
 */
@Component
public class Painter {

	private final HeatmapRenderer renderer;

	Painter(HeatmapRenderer renderer) {
		this.renderer = renderer;
	}

	/**
	 * Draws.
	 * @param options that were asked for
	 * @param photo the upright original
	 * @param explanation of it, with values from 0 to 1
	 * @return a PNG file with text chunks
	 */
	public byte[] png(ExplanationOptions options, DecodedImage photo, Explanation explanation) {
		Picture picture = new Picture(explanation.heatmap().values(), explanation.region(),
				explanation.status() != Status.OK);
		return this.renderer.png(photo, picture, options.render(), text(options, explanation));
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
		text.put("Gradient", explanation.gradient());
		text.put("Score", explanation.sign() + " " + explanation.score().apiName());
		text.put("Target", explanation.target().index() + " " + explanation.target().label());
		text.put("Status", explanation.status().apiName());
		return text;
	}

}
