package io.heatlens.answer;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How faithful the methods are to one model, as measured on a folder of images.
 *
 * @param model that was explained
 * @param images how many
 * @param date of the measurement
 * @param rankings one a metric
 */
public record MethodRanking(Answers.ModelName model, int images, LocalDate date, List<ByMetric> rankings) {

	/** What the file is called, beside the model's. */
	public static final String FILE = "heatlens-ranking.json";

	public MethodRanking {
		rankings = List.copyOf(rankings);
	}

	/**
	 * The methods by one metric.
	 *
	 * @param metric its name
	 * @param methods the best first
	 */
	public record ByMetric(String metric, List<Ranked> methods) {

		public ByMetric {
			methods = List.copyOf(methods);
		}

	}

	/**
	 * A method's score.
	 *
	 * @param method its name
	 * @param gradient {@code plain} or {@code pruned}, of one that uses gradients
	 * @param gain mean over the images of how much better its maps score than random ones
	 * @param low end of the mean's 95 % confidence interval (Student's t)
	 * @param high end of it
	 * @param images how many
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Ranked(String method, @Nullable String gradient, double gain, double low, double high, long images) {
	}

}
