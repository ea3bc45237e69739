package io.heatlens.vit.family;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.layer.Linear;

/**
 * Takes the classifiers of checkpoints, and says what to do with a model that has none,
 * such as the backbone that a classifier is fine-tuned from.
 */
public final class Classifiers {

	/** The architectures of transformers whose image classifiers are read. */
	private static final Pattern BACKBONE = Pattern
		.compile("(ViT(MSN|MAE)?|DeiT|Beit|Data2VecVision|Dinov2(WithRegisters)?|DINOv3ViT|IJepa|Swin(v2)?|DonutSwin"
				+ "|(CLIP|Siglip|MetaClip2)(Vision)?)(Model(WithProjection)?|Backbone|ForMaskedImageModeling|ForPreTraining)");

	private Classifiers() {
	}

	/**
	 * Recognises the architecture of a backbone, whose classifiers are read.
	 * @param architecture the name of the architecture in transformers
	 * @return true if it has no classifier
	 */
	public static boolean isBackbone(String architecture) {
		return BACKBONE.matcher(architecture).matches();
	}

	/**
	 * Takes a classifier, whose number of outputs is the number of classes.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the layer
	 * @param in the number of inputs
	 * @return the layer
	 * @throws InvalidModelException if the model has no classifier, or one of several
	 * layers
	 */
	public static Linear take(LayerReader layers, String name, long in) {
		String weight = name + ".weight";
		if (layers.weights().has(weight)) {
			return layers.linear(name, layers.weights().shape(weight, 2)[0], in);
		}
		boolean several = IntStream.range(0, 100).anyMatch((i) -> layers.weights().hasPart(name + "." + i + "."));
		throw new InvalidModelException(several
				? "the classifier should be one linear layer, but %s has several layers, or another one".formatted(name)
				: missing("there is no tensor " + weight));
	}

	/**
	 * Describes a model without a classifier.
	 * @param found what the model has instead, or what it lacks
	 * @return a clause in lower case without a full stop
	 */
	public static String missing(String found) {
		return "it has no classifier (%s), so there are no classes to explain; fine-tune it for image classification, such as by ViTForImageClassification.from_pretrained(...) or timm.create_model(..., num_classes=N), and save that model with its head"
			.formatted(found);
	}

}
