package io.heatlens.explain.metric;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.PerturbationContext;

import org.springframework.stereotype.Component;

/**
 * ROAD, remove and debias (Rong et al. 2022, section 4): hidden patches are filled in
 * from the pixels around them, so that their shape reveals nothing. The score compares
 * the class's probability with the coldest patches hidden and with the hottest patches
 * hidden: half of the difference, as the mean over hidden shares of 10 to 90 percent.
 */
@Component
class Road implements Metric {

	private static final int SHARES = 9;

	@Override
	public String name() {
		return "road";
	}

	@Override
	public Better better() {
		return Better.HIGHER;
	}

	@Override
	public String baseline() {
		return "pixels filled in from their neighbours";
	}

	@Override
	public int count(int patches) {
		return 2 * SHARES;
	}

	@Override
	public NDArray variant(PerturbationContext context, Ranking ranking, int index) {
		Ranking order = (index < SHARES) ? ranking : ranking.reversed();
		List<Integer> hidden = order.hottest(index % SHARES + 1, SHARES + 1);
		return NeighbourFill.fill(context.pixels(), Patches.of(context.model(), ranking.map().grid()), hidden);
	}

	@Override
	public double score(Ranking ranking, double clean, double[] probabilities) {
		double sum = 0;
		for (int i = 0; i < SHARES; i++) {
			sum += (probabilities[SHARES + i] - probabilities[i]) / 2;
		}
		return sum / SHARES;
	}

}
