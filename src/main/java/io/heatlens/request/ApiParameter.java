package io.heatlens.request;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.heatlens.api.ApiEnum;
import io.heatlens.explain.Detail;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.LayersFusion;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Smoothing;
import io.heatlens.render.ColorMap;
import io.heatlens.render.Interpolation;
import io.heatlens.render.View;
import io.heatlens.vit.transformer.BackwardRule;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the API. The readers of requests, the error texts and the API's
 * documentation take their names and values from here, so a new parameter is one entry
 * here and one line where it is read.
 */
public enum ApiParameter {

	/** Which model. */
	MODEL("model", Type.TEXT, "Which model. Default: the default model."),
	/** Which methods. */
	METHOD("method", Type.TEXT, "How to explain; repeatable. Default: grad-cam."),
	/** Which classes. */
	TARGET("target", Type.TEXT,
			"The class to explain: an index, else an exact label; repeatable. Default: the top prediction."),
	/** How many of the most probable classes. */
	TOP("top", Type.WHOLE_NUMBER, "The n most probable classes, 1 to 10. An explanation takes either this or target."),
	/** Where to look. */
	LAYER("layer", Type.TEXT, MethodParameter.LAYER,
			"Where to look: blocks[i] or blocks[i].norm1; negative i counts from the end; repeatable. Default: the model's."),
	/** How several layers become one map. */
	LAYERS_FUSION("layers-fusion", LayersFusion.class, MethodParameter.LAYER,
			"How the maps of several layers become one. Default: mean."),
	/** What the backward pass treats as constant. */
	GRADIENT("gradient", BackwardRule.class, MethodParameter.GRADIENT,
			"plain, or pruned: attention, LayerNorm deviations and GELU gates are constants (LibraGrad). Default: plain."),
	/** The score to explain. */
	SCORE("score", Score.class, MethodParameter.SCORE,
			"What is explained: the class's logit, its probability or log-probability, or its margin against another. Default: logit."),
	/** The other class of a margin. */
	AGAINST("against", Type.TEXT, MethodParameter.SCORE,
			"With score=margin: the other class, an index, else an exact label."),
	/** Evidence for the target or against it. */
	SIGN("sign", Sign.class, MethodParameter.SIGN,
			"positive, or negative: evidence against the target. Default: positive."),
	/** How maps are smoothed. */
	SMOOTH("smooth", Smoothing.class,
			"aug: the mean over flips and brightness; eigen: the first principal component. Default: none."),
	/** How attention heads are fused. */
	FUSION("fusion", HeadFusion.class, MethodParameter.FUSION,
			"Attention rollout: how heads become one. Default: mean."),
	/** The share of low attention that is dropped. */
	DISCARD("discard", Type.NUMBER, MethodParameter.FUSION,
			"Attention rollout: share of the lowest entries dropped, 0 to 1. Default: 0."),
	/** The number of steps of an integral. */
	STEPS("steps", Type.WHOLE_NUMBER, MethodParameter.STEPS,
			"Integrated gradients: Gauss-Legendre nodes, 1 to 200. Default: 20."),
	/** The number of random samples. */
	SAMPLES("samples", Type.WHOLE_NUMBER, MethodParameter.SAMPLES,
			"Random samples, 1 to 10000. Default: smooth-grad 25, rise 1000."),
	/** The seed of random numbers. */
	SEED("seed", Type.WHOLE_NUMBER, MethodParameter.SEED, "Where random numbers start. Default: 0."),
	/** The window of the average pooling of the map. */
	POOL("pool", Type.TEXT, "Average pooling of the grid, as torch's avg_pool2d: 2 or 2x3. Default: none."),
	/** The stride of the pooling. */
	POOL_STRIDE("pool.stride", Type.TEXT, "From one window to the next: 1 or 1x2. Default: the window."),
	/** The padding of the pooling. */
	POOL_PADDING("pool.padding", Type.TEXT, "Zeros around the grid, at most half a window. Default: 0."),
	/** Whether a last window may reach over the edge. */
	POOL_CEIL_MODE("pool.ceil-mode", Type.FLAG, "Whether a last window may reach over the edge. Default: false."),
	/** Whether padding counts in the mean. */
	POOL_COUNT_INCLUDE_PAD("pool.count-include-pad", Type.FLAG, "Whether padding counts in the mean. Default: true."),
	/** The window of local channel weights. */
	WEIGHTS_WINDOW("weights-window", Type.WHOLE_NUMBER, MethodParameter.WEIGHTS_WINDOW,
			"Grad-CAM's weights from an odd window around each patch. Default: the whole grid."),
	/** How fine the map is. */
	DETAIL("detail", Detail.class,
			"patch, or pixel: each patch's value spread over its pixels by relevance pooling. Default: patch."),
	/** How the map is measured. */
	EVALUATE("evaluate", Type.TEXT,
			"Measures the map beside a random one on the same image; repeatable. Default: none."),
	/** Whether only the cost is wanted. */
	DRY_RUN("dry-run", Type.FLAG, "true: answers the passes it would take, and runs nothing. Default: false."),
	/** How raw maps are scaled. */
	NORMALIZE("normalize", Normalization.class, "How the raw map is scaled. Default: max."),
	/** What a picture shows. */
	VIEW("view", View.class, "PNG: what the picture shows. Default: overlay."),
	/** The colours of a picture. */
	COLORMAP("colormap", ColorMap.class, "PNG: the colours. Default: turbo."),
	/** The opacity of the heatmap. */
	OPACITY("opacity", Type.NUMBER, "PNG: of the heatmap over the photograph, 0 to 1. Default: 0.5."),
	/** How pixels get their value from the grid. */
	INTERPOLATION("interpolation", Interpolation.class, "PNG: between the patches. Default: bilinear.");

	/** The parameters of an explanation. */
	public static final Set<ApiParameter> OF_EXPLANATIONS = EnumSet.allOf(ApiParameter.class);

	/** The parameters of a prediction. */
	public static final Set<ApiParameter> OF_PREDICTIONS = EnumSet.of(MODEL, TOP);

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
	 * @return of a {@link Type#CHOICE} one or more, else none
	 */
	public List<String> choices() {
		return (this.choices != null) ? Arrays.stream(this.choices.getEnumConstants()).map(ApiEnum::apiName).toList()
				: List.of();
	}

	/**
	 * The parameter of the methods that this sets.
	 * @return null if the parameter makes a difference whatever the method
	 */
	@Nullable MethodParameter methodParameter() {
		return this.methodParameter;
	}

	public String description() {
		return this.description;
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
