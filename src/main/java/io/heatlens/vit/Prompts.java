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

	/** The place of the prompt in a template, and the template of a prompt alone. */
	public static final String PLACE = "{}";

	private static final int MOST = 64;

	private static final int LONGEST = 2000;

	/**
	 * Asks a model how well texts describe an image.
	 * @param model a model with a text tower
	 * @param prompts the prompts, which are the labels of the classes
	 * @param template the text around each prompt, with {@link #PLACE} in its place
	 * @return the model with these classes. Probabilities are a softmax over the texts or
	 * their sigmoids, as the model was trained; a single text has no softmax.
	 * @throws UnsupportedTaskException if the model has no text tower
	 * @throws InvalidPromptsException if there are no prompts, or too many, or if a text
	 * cannot be read
	 */
	public static Model ask(Model model, List<String> prompts, String template) {
		Prompts own = model.loaded().prompts();
		if (own == null) {
			throw new UnsupportedTaskException(model, Task.ZERO_SHOT);
		}
		if (prompts.isEmpty() || prompts.size() > MOST) {
			throw new InvalidPromptsException(
					"A model takes 1 to %d prompts, but there are %d.".formatted(MOST, prompts.size()));
		}
		prompts.forEach((prompt) -> check("prompt", prompt));
		check("template", template);
		if (template.split("\\{}", -1).length != 2) {
			throw new InvalidPromptsException(
					"The template has one {} in the place of the prompt, such as: a photo of a {}, but is \"%s\"."
						.formatted(template));
		}
		List<String> texts = prompts.stream().map((prompt) -> template.replace(PLACE, prompt)).toList();
		ProblemType softmax = (texts.size() == 1) ? ProblemType.SIMILARITY : ProblemType.SINGLE_LABEL;
		return model.reading(new Classes(new Labels(prompts), own.tower.sigmoid() ? ProblemType.MULTI_LABEL : softmax,
				new PromptReadout(own.encoder, own.tower, texts)));
	}

	private static void check(String kind, String text) {
		if (text.isBlank()) {
			throw new InvalidPromptsException("A %s is a text, but one is blank.".formatted(kind));
		}
		int length = text.codePointCount(0, text.length());
		if (length > LONGEST) {
			throw new InvalidPromptsException(
					"A %s has at most %d characters, but one has %d.".formatted(kind, LONGEST, length));
		}
		if (text.codePoints().anyMatch(Prompts::isUnreadable)) {
			throw new InvalidPromptsException(
					"A %s is readable text, but one has control characters or half characters.".formatted(kind));
		}
	}

	private static boolean isUnreadable(int codePoint) {
		boolean spacing = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
		return (Character.isISOControl(codePoint) && !spacing) || Character.getType(codePoint) == Character.SURROGATE;
	}

}
