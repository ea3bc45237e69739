package io.heatlens.answer;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How faithful the methods are to one model, as measured on a folder of images.
 *
 * @param model the model that was explained
 * @param images the number of images
 * @param date the date of the measurement
 * @param rankings one ranking per metric
 */
public record MethodRanking(Answers.ModelName model, int images, LocalDate date, List<ByMetric> rankings) {

	/** The name of the file, which is stored beside the model's files. */
	public static final String FILE = "heatlens-ranking.json";

	public MethodRanking {
		rankings = List.copyOf(rankings);
	}

	/**
	 * The ranking of the methods by one metric.
	 *
	 * @param metric the name of the metric
	 * @param methods the methods, with the best first
	 */
	public record ByMetric(String metric, List<Ranked> methods) {

		public ByMetric {
			methods = List.copyOf(methods);
		}

	}

	/**
	 * A method with its measured gain.
	 *
	 * @param method the name of the method
	 * @param gradient {@code plain} or {@code pruned}, or {@code null} for a method
	 * without gradients
	 * @param gain the mean over the images of how much better the method's maps score
	 * than random maps
	 * @param low the lower end of the mean's 95 % confidence interval (Student's t)
	 * @param high the upper end of the mean's 95 % confidence interval
	 * @param images the number of images
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Ranked(String method, @Nullable String gradient, double gain, double low, double high, long images) {
	}

}
