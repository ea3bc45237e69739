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
 * @param methods that make the maps, one or more
 * @param target which classes
 * @param options of the methods
 * @param normalization of the maps
 * @param pooling of the maps, or nothing
 * @param detail how fine the maps are
 * @param metrics that measure the maps
 */
public record ExplanationRequest(List<ExplanationMethod> methods, Target target, MethodOptions options,
		Normalization normalization, @Nullable AveragePooling pooling, Detail detail, List<Metric> metrics) {

	public ExplanationRequest {
		methods = List.copyOf(methods);
		metrics = List.copyOf(metrics);
	}

	/**
	 * Asks for one method's plain maps.
	 * @param method that makes the maps
	 * @param target which classes
	 * @param options of the method
	 * @return the request
	 */
	public static ExplanationRequest of(ExplanationMethod method, Target target, MethodOptions options) {
		return new ExplanationRequest(List.of(method), target, options, Normalization.MAX, null, Detail.PATCH,
				List.of());
	}

	/**
	 * Chooses the methods of a kind.
	 * @param <T> the kind
	 * @param kind of method
	 * @return in the order asked for
	 */
	<T extends ExplanationMethod> List<T> methods(Class<T> kind) {
		return this.methods.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

}
