package io.heatlens.request;

import java.util.EnumSet;
import java.util.Set;

/**
 * The parameters of the API, each once: they are checked, listed in error texts and
 * documented from here.
 */
public enum ApiParameter {

	/** Which model. */
	MODEL("model", "Which model. Default: the default model."),
	/** Which methods. */
	METHOD("method", "How to explain; repeatable. Default: grad-cam."),
	/** Which classes. */
	TARGET("target", "The class to explain: an index, else an exact label; repeatable. Default: the top prediction."),
	/** How many of the most probable classes. */
	TOP("top", "The n most probable classes, 1 to 10. An explanation takes either this or target."),
	/** Where to look. */
	LAYER("layer",
			"Where to look: blocks[i] or blocks[i].norm1; negative i counts from the end; repeatable. Default: the model's."),
	/** How several layers become one map. */
	LAYERS_FUSION("layers-fusion", "How the maps of several layers become one. Default: mean."),
	/** What the backward pass goes through. */
	GRADIENT("gradient",
			"plain, or pruned: attention, LayerNorm deviations and GELU gates are constants (LibraGrad). Default: plain."),
	/** What is explained. */
	SCORE("score",
			"What is explained: the class's logit, its probability or log-probability, or its margin against another. Default: logit."),
	/** The other class of a margin. */
	AGAINST("against", "With score=margin: the other class, an index, else an exact label."),
	/** For or against. */
	SIGN("sign", "positive, or negative: evidence against the target. Default: positive."),
	/** How maps are smoothed. */
	SMOOTH("smooth", "aug: the mean over flips and brightness; eigen: the first principal component. Default: none."),
	/** How heads become one. */
	FUSION("fusion", "Attention rollout: how heads become one. Default: mean."),
	/** What share of attention is dropped. */
	DISCARD("discard", "Attention rollout: share of the lowest entries dropped, 0 to 1. Default: 0."),
	/** Steps of an integral. */
	STEPS("steps", "Integrated gradients: Gauss-Legendre nodes, 1 to 200. Default: 20."),
	/** How many random samples. */
	SAMPLES("samples", "Random samples, 1 to 10000. Default: smooth-grad 25, rise 1000."),
	/** Where random numbers start. */
	SEED("seed", "Where random numbers start. Default: 0."),
	/** Window of the heatmap's average pooling. */
	POOL("pool", "Average pooling of the grid, as torch's avg_pool2d: 2 or 2x3. Default: none."),
	/** Stride of the pooling. */
	POOL_STRIDE("pool.stride", "From one window to the next: 1 or 1x2. Default: the window."),
	/** Padding of the pooling. */
	POOL_PADDING("pool.padding", "Zeros around the grid, at most half a window. Default: 0."),
	/** Whether a last window may reach over the edge. */
	POOL_CEIL_MODE("pool.ceil-mode", "Whether a last window may reach over the edge. Default: false."),
	/** Whether padding counts. */
	POOL_COUNT_INCLUDE_PAD("pool.count-include-pad", "Whether padding counts in the mean. Default: true."),
	/** Window of local channel weights. */
	WEIGHTS_WINDOW("weights-window",
			"Grad-CAM's weights from an odd window around each patch. Default: the whole grid."),
	/** How fine the map is. */
	DETAIL("detail",
			"patch, or pixel: each patch's value spread over its pixels by relevance pooling. Default: patch."),
	/** How the map is measured. */
	EVALUATE("evaluate", "Measures the map beside a random one on the same image; repeatable. Default: none."),
	/** Whether only the cost is wanted. */
	DRY_RUN("dry-run", "true: answers the passes it would take, and runs nothing. Default: false."),
	/** How raw maps are scaled. */
	NORMALIZE("normalize", "How the raw map is scaled. Default: max."),
	/** What a picture shows. */
	VIEW("view", "PNG: what the picture shows. Default: overlay."),
	/** The colours of a picture. */
	COLORMAP("colormap", "PNG: the colours. Default: turbo."),
	/** Opacity of the heatmap. */
	OPACITY("opacity", "PNG: of the heatmap over the photograph, 0 to 1. Default: 0.5."),
	/** Between the patches. */
	INTERPOLATION("interpolation", "PNG: between the patches. Default: bilinear.");

	/** What an explanation takes. */
	public static final Set<ApiParameter> OF_EXPLANATIONS = EnumSet.allOf(ApiParameter.class);

	/** What a prediction takes. */
	public static final Set<ApiParameter> OF_PREDICTIONS = EnumSet.of(MODEL, TOP);

	private final String apiName;

	private final String description;

	ApiParameter(String apiName, String description) {
		this.apiName = apiName;
		this.description = description;
	}

	public String apiName() {
		return this.apiName;
	}

	public String description() {
		return this.description;
	}

}
