package io.heatlens.request;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.heatlens.api.ApiEnum;
import io.heatlens.explain.Detail;
import io.heatlens.explain.method.Baseline;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.LayersFusion;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.image.Alpha;
import io.heatlens.render.ColorMap;
import io.heatlens.render.Interpolation;
import io.heatlens.render.View;
import io.heatlens.vit.layer.BackwardRule;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the API. The readers of requests, the error texts and the
 * documentation of the API take names and values from here, so that a new parameter is
 * one entry here and one line where it is read.
 */
public enum ApiParameter {

	/** The model to run. */
	MODEL("model", Type.TEXT, "The model to run. Default: the default model."),
	/** What is done with transparency. */
	ALPHA("alpha", Alpha.class,
			"What is done with transparent pixels: drop keeps the colours that transparency hides, as Pillow's convert(\"RGB\") and most pipelines do; white puts them on white. Default: the setting heatlens.upload.alpha, drop if it is not set."),
	/** The methods that explain. */
	METHOD("method", Type.TEXT, "The method that explains; repeatable. Default: grad-cam."),
	/** The texts that describe the classes. */
	PROMPT("prompt", Type.TEXT, "A text that describes a class, for a model with a text tower; repeatable, up to 64."),
	/** The text around each prompt. */
	TEMPLATE("template", Type.TEXT,
			"The text around each prompt, with {} in its place, such as: a photo of a {}. Default: the prompt alone."),
	/** The classes to explain. */
	TARGET("target", Type.TEXT,
			"The class to explain: an index or an exact label; repeatable. Default: the top prediction."),
	/** The classes to explain of each image. */
	TARGETS("targets", Type.TEXT,
			"The classes to explain of one image, separated by commas; once for each image, in the order of the images: targets=dog,cat&targets=3. Instead of target."),
	/** The number of most probable classes. */
	TOP("top", Type.WHOLE_NUMBER,
			"The number of most probable classes: 1 to 10 for explanations, where it takes the place of target; up to all classes for predictions. Default: 1 and 5."),
	/** The layers that the methods read. */
	LAYER("layer", Type.TEXT, MethodParameter.LAYER,
			"The layer to read: blocks[i], blocks[i].norm1 or blocks[i].norm2; a negative i counts from the end; repeatable. Default: depends on the model."),
	/** How the maps of several layers are fused into one. */
	LAYERS_FUSION("layers-fusion", LayersFusion.class, MethodParameter.LAYER,
			"How the maps of several layers are fused into one. Default: mean."),
	/** What the backward pass treats as constant. */
	GRADIENT("gradient", BackwardRule.class, MethodParameter.GRADIENT,
			"plain, or pruned: attention, LayerNorm deviations and GELU gates are constants (LibraGrad). Default: plain."),
	/** The score to explain. */
	SCORE("score", Score.class, MethodParameter.SCORE,
			"The logit of the class, its probability or log-probability, or its margin against another class. Default: logit."),
	/** The other class of a margin. */
	AGAINST("against", Type.TEXT, MethodParameter.SCORE,
			"With score=margin: the other class, as an index or an exact label."),
	/** Whether evidence for the target or against it is explained. */
	SIGN("sign", Sign.class, MethodParameter.SIGN,
			"positive, or negative: evidence against the target. Default: positive."),
	/** How maps are made less noisy. */
	SMOOTH("smooth", Smoothing.class,
			"aug: the mean over flipped, darker and brighter images; eigen: the first principal component. Default: none."),
	/** How attention heads are fused into one. */
	FUSION("fusion", HeadFusion.class, MethodParameter.FUSION,
			"Attention rollout: how heads are fused into one; head: by mean, but in the last block only the one of the parameter head. Default: mean."),
	/** The attention head of the last block. */
	HEAD("head", Type.WHOLE_NUMBER, MethodParameter.HEAD,
			"With fusion=head: the head of the last block, counted from 0."),
	/** The share of the lowest attention that is dropped. */
	DISCARD("discard", Type.NUMBER, MethodParameter.FUSION,
			"Attention rollout: the share of the lowest entries that is dropped, 0 to 1. Default: 0."),
	/** The number of steps of an integral. */
	STEPS("steps", Type.WHOLE_NUMBER, MethodParameter.STEPS,
			"Integrated gradients: the number of Gauss-Legendre nodes, 1 to 200. Default: 20."),
	/** The image where the path of an integral begins. */
	BASELINE("baseline", Baseline.class, MethodParameter.BASELINE,
			"Integrated gradients: the image where the path begins: mean (the mean colour of the preprocessing), black, white, grey (halfway), or blur (the image, blurred by 10/224 of its longer side). Default: mean."),
	/** The number of random samples. */
	SAMPLES("samples", Type.WHOLE_NUMBER, MethodParameter.SAMPLES,
			"The number of random samples, 1 to 10000. Default: 25 for smooth-grad, 1000 for rise."),
	/** The seed of random numbers. */
	SEED("seed", Type.WHOLE_NUMBER, MethodParameter.SEED, "The seed of random numbers. Default: 0."),
	/** The window of the average pooling of the map. */
	POOL("pool", Type.TEXT,
			"The window of an average pooling of the map, as in torch's avg_pool2d: 2 or 2x3. Default: no pooling."),
	/** The stride of the pooling. */
	POOL_STRIDE("pool.stride", Type.TEXT,
			"The distance from one window to the next: 1 or 1x2. Default: the size of the window."),
	/** The padding of the pooling. */
	POOL_PADDING("pool.padding", Type.TEXT,
			"The rows and columns of zeros around the map, at most half a window. Default: 0."),
	/** Whether the last window may extend beyond the edge. */
	POOL_CEIL_MODE("pool.ceil-mode", Type.FLAG, "Whether the last window may extend beyond the edge. Default: false."),
	/** Whether padding counts in the mean. */
	POOL_COUNT_INCLUDE_PAD("pool.count-include-pad", Type.FLAG, "Whether padding counts in the mean. Default: true."),
	/** The width of the window over which gradients are averaged to channel weights. */
	WEIGHTS_WINDOW("weights-window", Type.WHOLE_NUMBER, MethodParameter.WEIGHTS_WINDOW,
			"Grad-CAM: the odd width of the window around each patch that gives its weights. Default: the whole grid."),
	/** The resolution of the map. */
	DETAIL("detail", Detail.class,
			"patch, or pixel: the value of each patch is distributed over its pixels by relevance pooling. Default: patch."),
	/** The metrics that measure the map. */
	EVALUATE("evaluate", Type.TEXT,
			"The metric that measures the map and a random map of the same image; repeatable. Default: none."),
	/** Whether only the cost is wanted. */
	DRY_RUN("dry-run", Type.FLAG,
			"true: returns the number of passes that the request would take, and runs none. Default: false."),
	/** How raw maps are scaled. */
	NORMALIZE("normalize", Normalization.class, "How the raw map is scaled. Default: max."),
	/** The number that maps are divided by. */
	SCALE("scale", Type.TEXT,
			"With normalize=max, the number that maps are divided by: own (their own maximum), shared (JSON: the common maximum of all maps of the answer), or a number above 0, such as the scale of such an answer. Default: own."),
	/** The share of the maximum above which patches get boxes. */
	THRESHOLD("threshold", Type.NUMBER,
			"Boxes around the patches that have at least this share of the maximum, 0 to 1. Default: no boxes."),
	/** The share of the evidence whose patches get boxes. */
	MASS("mass", Type.NUMBER,
			"Boxes around the fewest patches that hold this share of the positive evidence, above 0 to 1. Default: no boxes."),
	/** What a picture shows. */
	VIEW("view", View.class,
			"PNG: what the picture shows. With threshold or mass: mask (the patches in white on black) or outline (a line around them). Default: overlay."),
	/** The colours of a picture. */
	COLORMAP("colormap", ColorMap.class, "PNG: the colours. Default: turbo."),
	/** The opacity of the heatmap. */
	OPACITY("opacity", Type.NUMBER, "PNG: the opacity of the heatmap over the image, 0 to 1. Default: 0.5."),
	/** How values between patches are interpolated. */
	INTERPOLATION("interpolation", Interpolation.class,
			"PNG: how values between patches are interpolated. Default: bilinear.");

	/** The parameters of an explanation. */
	public static final Set<ApiParameter> OF_EXPLANATIONS = EnumSet.allOf(ApiParameter.class);

	/** The parameters of a prediction. */
	public static final Set<ApiParameter> OF_PREDICTIONS = EnumSet.of(MODEL, ALPHA, PROMPT, TEMPLATE, TOP);

	/** The parameters of the comparison of images, which has no classes. */
	public static final Set<ApiParameter> OF_SIMILARITIES = EnumSet
		.complementOf(EnumSet.of(PROMPT, TEMPLATE, TARGET, TARGETS, TOP, SCORE, AGAINST, EVALUATE));

	/** The parameters of an explanation of each image of a folder. */
	public static final Set<ApiParameter> OF_FOLDERS = EnumSet.complementOf(EnumSet.of(TARGETS));

	private static final Set<ApiParameter> REPEATABLE = EnumSet.of(METHOD, PROMPT, TARGET, TARGETS, LAYER, EVALUATE);

	private final String apiName;

	private final Type type;

	private final @Nullable Class<? extends ApiEnum> choices;

	private final @Nullable MethodParameter methodParameter;

	private final String description;

	ApiParameter(String apiName, Type type, String description) {
		this(apiName, type, null, null, description);
	}

	ApiParameter(String apiName, Type type, MethodParameter methodParameter, String description) {
		this(apiName, type, null, methodParameter, description);
	}

	ApiParameter(String apiName, Class<? extends ApiEnum> choices, String description) {
		this(apiName, Type.CHOICE, choices, null, description);
	}

	ApiParameter(String apiName, Class<? extends ApiEnum> choices, MethodParameter methodParameter,
			String description) {
		this(apiName, Type.CHOICE, choices, methodParameter, description);
	}

	ApiParameter(String apiName, Type type, @Nullable Class<? extends ApiEnum> choices,
			@Nullable MethodParameter methodParameter, String description) {
		this.apiName = apiName;
		this.type = type;
		this.choices = choices;
		this.methodParameter = methodParameter;
		this.description = description;
	}

	public String apiName() {
		return this.apiName;
	}

	public Type type() {
		return this.type;
	}

	/**
	 * The words that the parameter takes.
	 * @return one or more words for a {@link Type#CHOICE}, none for other types
	 */
	public List<String> choices() {
		return (this.choices != null) ? Arrays.stream(this.choices.getEnumConstants()).map(ApiEnum::apiName).toList()
				: List.of();
	}

	/**
	 * The method parameter that this parameter of the API sets.
	 * @return the parameter, or {@code null} if this parameter does not depend on the
	 * method
	 */
	@Nullable MethodParameter methodParameter() {
		return this.methodParameter;
	}

	public String description() {
		return this.description;
	}

	/**
	 * Whether a request may have the parameter several times.
	 * @return true if its values are a list
	 */
	public boolean repeatable() {
		return REPEATABLE.contains(this);
	}

	/**
	 * The types of values.
	 */
	public enum Type {

		/** One of several words. */
		CHOICE,
		/** Any text. */
		TEXT,
		/** A whole number. */
		WHOLE_NUMBER,
		/** A number. */
		NUMBER,
		/** {@code true} or {@code false}. */
		FLAG

	}

}
