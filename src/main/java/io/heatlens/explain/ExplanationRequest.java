package io.heatlens.explain;

import java.util.List;

import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What to explain, and how.
 *
 * @param methods the methods that make the maps, one or more
 * @param target the classes to explain
 * @param options the options of the methods
 * @param normalization the scaling of the maps
 * @param pooling the average pooling of the maps, or {@code null} for none
 * @param detail the resolution of the maps
 * @param scale the number by which the maps are divided
 * @param selection the choice of patches that get boxes, or {@code null} for no boxes
 * @param metrics the metrics that measure the maps; may be empty
 */
public record ExplanationRequest(List<ExplanationMethod> methods, Target target, MethodOptions options,
		Normalization normalization, @Nullable AveragePooling pooling, Detail detail, Scale scale,
		@Nullable Selection selection, List<Metric> metrics) {

	public ExplanationRequest {
		methods = List.copyOf(methods);
		metrics = List.copyOf(metrics);
	}

	/**
	 * Creates a request for maps on scales of their own and without boxes.
	 * @param methods the methods that make the maps
	 * @param target the classes to explain
	 * @param options the options of the methods
	 * @param normalization the scaling of the maps
	 * @param pooling the average pooling of the maps, or {@code null}
	 * @param detail the resolution of the maps
	 * @param metrics the metrics that measure the maps
	 */
	public ExplanationRequest(List<ExplanationMethod> methods, Target target, MethodOptions options,
			Normalization normalization, @Nullable AveragePooling pooling, Detail detail, List<Metric> metrics) {
		this(methods, target, options, normalization, pooling, detail, Scale.OWN, null, metrics);
	}

	/**
	 * Asks for other classes.
	 * @param target the classes to explain
	 * @return a request that is the same otherwise
	 */
	public ExplanationRequest with(Target target) {
		return new ExplanationRequest(this.methods, target, this.options, this.normalization, this.pooling, this.detail,
				this.scale, this.selection, this.metrics);
	}

	/**
	 * Creates a request for the maps of one method, neither pooled nor measured.
	 * @param method the method that makes the maps
	 * @param target the classes to explain
	 * @param options the options of the method
	 * @return the request
	 */
	public static ExplanationRequest of(ExplanationMethod method, Target target, MethodOptions options) {
		return new ExplanationRequest(List.of(method), target, options, Normalization.MAX, null, Detail.PATCH,
				List.of());
	}

	/**
	 * Selects the methods of one kind.
	 * @param <T> the kind of method
	 * @param kind the class of that kind
	 * @return the methods in the order of the request
	 */
	<T extends ExplanationMethod> List<T> methods(Class<T> kind) {
		return this.methods.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

}
