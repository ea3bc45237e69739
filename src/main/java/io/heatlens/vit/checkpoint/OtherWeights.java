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
		first(tensors, (tensor) -> ADAPTER.matcher(tensor.getKey()).matches()).ifPresent((tensor) -> {
			throw new InvalidModelException(
					"the weights have the layers of an adapter (LoRA), such as %s; merge them into the model, in Python: model.merge_and_unload().save_pretrained(\"FOLDER\")"
						.formatted(Names.printable(tensor.getKey())));
		});
		first(tensors, OtherWeights::isQuantised).ifPresent((tensor) -> {
			throw new InvalidModelException(
					"the weights are quantised, as %s shows; save the model from before it was quantised, or model.dequantize(), in float32, float16 or bfloat16"
						.formatted(Names.printable(tensor.getKey())));
		});
		if (tensors.containsKey("conv_proj.weight") && has(tensors, "encoder.layers.encoder_layer_0.")) {
			refuseTorchvision("VisionTransformer", "ViT", "vit_*");
		}
		if (has(tensors, "features.1.0.attn.relative_position_bias_table")) {
			refuseTorchvision("SwinTransformer", "Swin Transformer", "swin_*");
		}
	}

	private static void refuseTorchvision(String type, String model, String timm) {
		throw new InvalidModelException(
				"the names of the tensors are those of torchvision's %s, which is not read; fine-tune the %s of timm or transformers instead, or give the tensors the names of timm's %s"
					.formatted(type, model, timm));
	}

	private static boolean isQuantised(Map.Entry<String, TensorEntry> tensor) {
		boolean packed = tensor.getKey().endsWith(".weight") && tensor.getValue().shape().size() > 1
				&& tensor.getValue().type().bytes() == 1;
		return packed || QUANTISED.matcher(tensor.getKey()).matches();
	}

	private static boolean has(Map<String, TensorEntry> tensors, String prefix) {
		return first(tensors, (tensor) -> tensor.getKey().startsWith(prefix)).isPresent();
	}

	private static Optional<Map.Entry<String, TensorEntry>> first(Map<String, TensorEntry> tensors,
			Predicate<Map.Entry<String, TensorEntry>> kind) {
		return tensors.entrySet().stream().filter(kind).findFirst();
	}

}
