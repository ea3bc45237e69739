package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of tensors in the modules of transformers. Since its version 5 they differ
 * from those in published files: {@code save_pretrained} and {@code from_pretrained}
 * translate them, but {@code torch.save(model.state_dict())} and Lightning do not.
 */
public final class TransformersNames {

	private static final List<Blocks> BLOCKS = List.of(
			new Blocks("((?:vit|deit|beit|ijepa)\\.)layers(\\.\\d+\\.)(.+)", "$1encoder.layer$2",
					Map.of("attention.q_proj.", "attention.attention.query.", "attention.k_proj.",
							"attention.attention.key.", "attention.v_proj.", "attention.attention.value.",
							"attention.o_proj.", "attention.output.dense.", "relative_position_bias.",
							"attention.attention.relative_position_bias.", "mlp.fc1.", "intermediate.dense.",
							"mlp.fc2.", "output.dense.")),
			new Blocks("((?:dinov2|dinov2_with_registers)\\.encoder\\.layer)(\\.\\d+\\.)(.+)", "$1$2",
					Map.of("attention.q_proj.", "attention.attention.query.", "attention.k_proj.",
							"attention.attention.key.", "attention.v_proj.", "attention.attention.value.",
							"attention.o_proj.", "attention.output.dense.")),
			new Blocks("(swin\\.encoder\\.layers\\.\\d+)(\\.blocks\\.\\d+\\.)(.+)", "$1$2",
					Map.of("attention.q_proj.", "attention.self.query.", "attention.k_proj.", "attention.self.key.",
							"attention.v_proj.", "attention.self.value.", "attention.o_proj.",
							"attention.output.dense.", "attention.relative_position_bias.", "attention.self.",
							"mlp.fc1.", "intermediate.dense.", "mlp.fc2.", "output.dense.")),
			new Blocks("(beit\\.)()(shared_position_bias\\..+)", "$1",
					Map.of("shared_position_bias.", "encoder.relative_position_bias.")));

	private TransformersNames() {
	}

	/**
	 * Finds the name of a tensor in published files.
	 * @param name the name of a tensor in a module or in a file
	 * @return the name in files, which is the same for all other names
	 */
	public static String published(String name) {
		for (Blocks blocks : BLOCKS) {
			Matcher matcher = blocks.pattern().matcher(name);
			if (matcher.matches()) {
				return blocks.published(matcher);
			}
		}
		return name;
	}

	/**
	 * The names in the blocks of some families.
	 *
	 * @param pattern the whole name, the third group of which is the part in the block
	 * @param start the published name before that part
	 * @param parts the beginnings of the parts, each with the published one
	 */
	private record Blocks(Pattern pattern, String start, Map<String, String> parts) {

		Blocks(String pattern, String start, Map<String, String> parts) {
			this(Pattern.compile(pattern), start, parts);
		}

		String published(Matcher name) {
			String part = name.group(3);
			String translated = this.parts.entrySet()
				.stream()
				.filter((entry) -> part.startsWith(entry.getKey()))
				.map((entry) -> entry.getValue() + part.substring(entry.getKey().length()))
				.findFirst()
				.orElse(part);
			return this.start.replace("$1", name.group(1)).replace("$2", name.group(2)) + translated;
		}

	}

}
