package io.heatlens.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.answer.Answers;
import io.heatlens.answer.Painter;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.method.Normalization;
import io.heatlens.image.DecodedImage;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the outcome for an image: first the pictures, then the JSON file, whose presence
 * means that the image is done, and last the line in the manifest.
 *
 * @param results the folder for the results
 * @param manifest the manifest of the shard
 * @param settings the settings of the run
 * @param painter the painter of the pictures
 */
record ResultWriter(ResultFolder results, Manifest manifest, RunSettings settings, Painter painter) {

	/**
	 * Writes the files and the manifest line of an image.
	 * @param outcome the outcome for the image
	 * @throws IOException if a file cannot be written
	 */
	void write(Outcome outcome) throws IOException {
		Source source = outcome.decoded().source();
		DecodedImage image = outcome.decoded().image();
		Answers.Image description = Answers.Image.of(source.name(), image);
		ManifestEntry entry;
		if (outcome.failure() != null) {
			entry = ManifestEntry.failed(source, this.settings.digest(), outcome.failure());
			write(entry, Answers.Result.failed(description, outcome.failure().problem()));
		}
		else if (outcome.explained() != null && image != null) {
			entry = ManifestEntry.done(source, this.settings.digest(),
					pictures(source.name(), image, outcome.explained()));
			write(entry, Answers.Result.of(description, outcome.explained()));
		}
	}

	private List<String> pictures(String name, DecodedImage image, ImageExplanation explained) throws IOException {
		List<String> pictures = new ArrayList<>();
		if (this.settings.options().request().normalization() == Normalization.NONE) {
			return pictures;
		}
		for (Explanation explanation : explained.explanations()) {
			String picture = (explained.explanations().size() == 1) ? name + ".png"
					: "%s.%s.%d.png".formatted(name, explanation.method(), explanation.target().index());
			this.results.write(picture, this.painter.png(this.settings.options(), image, explanation));
			pictures.add(picture);
		}
		return pictures;
	}

	private void write(ManifestEntry entry, Answers.Result result) throws IOException {
		if (entry.json() != null) {
			Document document = new Document(entry, Answers.ModelName.of(this.settings.options().model()),
					this.settings.parameters(), result);
			this.results.write(entry.json(), JsonMapper.shared().writeValueAsBytes(document));
		}
		this.manifest.add(entry);
	}

}
