package io.heatlens.vit.checkpoint;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Recognises, by the names and types of their tensors, weights that no family reads.
 */
final class OtherWeights {

	/** The parts of low-rank adapters, by the names in peft and LyCORIS. */
	private static final Pattern ADAPTER = Pattern
		.compile("(.*\\.)?(lora_[A-Za-z_]+|lora|hada_w\\d(_[ab])?|lokr_w\\d(_[ab])?|ia3_l|vera_lambda_[bd])(\\..*)?");

	/** What bitsandbytes, GPTQ, AWQ and others keep beside quantised weights. */
	private static final Pattern QUANTISED = Pattern.compile(
			".*\\.(qweight|qzeros|SCB|weight_scale|weight_packed|weight\\.(absmax|quant_map|quant_state\\..*|nested_.*))");

	private OtherWeights() {
	}

	/**
	 * Refuses weights that no family reads.
	 * @param tensors where each tensor lies, by its name in the model
	 * @throws InvalidModelException if they are an adapter, quantised, or a model of
	 * torchvision
	 */
	static void refuse(Map<String, TensorEntry> tensors) {
		first(tensors, ADAPTER.asMatchPredicate()).ifPresent((name) -> {
			throw new InvalidModelException(
					"the weights have the layers of an adapter (LoRA), such as %s; merge them into the model, in Python: model.merge_and_unload().save_pretrained(\"FOLDER\")"
						.formatted(Names.printable(name)));
		});
		first(tensors, (name) -> QUANTISED.matcher(name).matches() || isPacked(name, tensors.get(name)))
			.ifPresent((name) -> {
				throw new InvalidModelException(
						"the weights are quantised, as %s of type %s shows; save the model from before it was quantised, or model.dequantize(), in float32, float16 or bfloat16"
							.formatted(Names.printable(name), tensors.get(name).type()));
			});
		boolean vit = tensors.containsKey("conv_proj.weight")
				&& first(tensors, (name) -> name.startsWith("encoder.layers.encoder_layer_0.")).isPresent();
		boolean swin = first(tensors, (name) -> name.startsWith("features.1.0.attn.relative_position_bias_table"))
			.isPresent();
		if (vit || swin) {
			throw new InvalidModelException(
					"the names of the tensors are those of torchvision's %s, which is not read; fine-tune the %s of timm or transformers instead, or give the tensors the names of timm's %s"
						.formatted(vit ? "VisionTransformer" : "SwinTransformer", vit ? "ViT" : "Swin",
								vit ? "vit_*" : "swin_*"));
		}
	}

	private static boolean isPacked(String name, TensorEntry entry) {
		return name.endsWith(".weight") && entry.shape().size() > 1 && entry.type().bytes() == 1;
	}

	private static Optional<String> first(Map<String, TensorEntry> tensors, Predicate<String> names) {
		return tensors.keySet().stream().filter(names).findFirst();
	}

}
