package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.classes.Classes;
import io.heatlens.vit.classes.Labels;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.text.TextEncoder;
import io.heatlens.vit.text.TextTower;

/**
 * The text side of a model that has images and texts in one space: texts become its
 * classes (Radford et al. 2021, CLIP, section 3.1).
 *
 * @param encoder the encoder of texts
 * @param tower the text tower
 */
public record Prompts(TextEncoder encoder, TextTower tower) {

	/**
	 * Asks a model how well texts describe an image.
	 * @param model a model with a text tower
	 * @param labels the name of each class
	 * @param texts the text that describes each class
	 * @return the model with these classes. Probabilities are a softmax over the texts or
	 * their sigmoids, as the model was trained; a single text has no softmax.
	 * @throws UnsupportedTaskException if the model has no text tower
	 */
	public static Model ask(Model model, List<String> labels, List<String> texts) {
		Prompts prompts = model.loaded().prompts();
		if (prompts == null) {
			throw new UnsupportedTaskException(model, Task.ZERO_SHOT);
		}
		ProblemType one = (texts.size() == 1) ? ProblemType.SIMILARITY : ProblemType.SINGLE_LABEL;
		return model.reading(new Classes(new Labels(labels), prompts.tower.sigmoid() ? ProblemType.MULTI_LABEL : one,
				new PromptReadout(prompts.encoder, prompts.tower, texts)));
	}

}
