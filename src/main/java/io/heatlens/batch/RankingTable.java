package io.heatlens.batch;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.heatlens.answer.MethodRanking;

/**
 * Formats a ranking for the console.
 */
final class RankingTable {

	private RankingTable() {
	}

	/**
	 * Formats a ranking as Markdown.
	 * @param ranking the ranking to show
	 * @return one table per metric
	 */
	static String of(MethodRanking ranking) {
		StringBuilder text = new StringBuilder();
		for (MethodRanking.ByMetric metric : ranking.rankings()) {
			text.append("""

					Model %s, %d images, %s: how much better than random maps (higher is better)

					| | method | gradient | mean | 95 %% interval | images |
					|--:|---|---|--:|---|--:|
					""".formatted(ranking.model().name(), ranking.images(), metric.metric()));
			List<MethodRanking.Ranked> methods = metric.methods();
			for (int i = 0; i < methods.size(); i++) {
				MethodRanking.Ranked method = methods.get(i);
				text.append(String.format(Locale.ROOT, "| %d | %s | %s | %.4f | %.4f to %.4f | %d |%n", i + 1,
						method.method(), Objects.requireNonNullElse(method.gradient(), ""), method.gain(), method.low(),
						method.high(), method.images()));
			}
		}
		return text.toString();
	}

}
