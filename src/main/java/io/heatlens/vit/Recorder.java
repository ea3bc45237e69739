package io.heatlens.vit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * Captures the values at some sites and, where gradients are wanted, turns them into
 * leaves of the graph of autograd. The first such site cuts the network, so that nothing
 * before it is recorded. At each later one a zero tensor is added to the value; the
 * gradient of that tensor is the gradient of the value.
 */
final class Recorder implements ForwardHook {

	private final Set<Site> sites;

	private final Set<Site> differentiable;

	private final NDManager manager;

	private final int times;

	private final Map<Site, NDArray> values = new HashMap<>();

	private final Map<Site, NDArray> leaves = new HashMap<>();

	private @Nullable Site cut;

	private @Nullable NDArray input;

	Recorder(Set<Site> sites, Set<Site> differentiable, NDManager manager) {
		this(sites, differentiable, manager, 1);
	}

	private Recorder(Set<Site> sites, Set<Site> differentiable, NDManager manager, int times) {
		this.times = times;
		this.sites = Set.copyOf(sites);
		this.differentiable = Set.copyOf(differentiable);
		this.manager = manager;
	}

	@Override
	public NDArray at(Site site, NDArray computed) {
		if (site.part() == Site.Part.INPUT && this.leaves.isEmpty()) {
			this.input = computed;
		}
		if (!this.sites.contains(site)) {
			return computed;
		}
		NDArray value = (this.times > 1 && this.leaves.isEmpty()) ? computed.repeat(0, this.times) : computed;
		value.attach(this.manager);
		this.values.put(site, value);
		if (!this.differentiable.contains(site)) {
			return value;
		}
		NDArray leaf = this.leaves.isEmpty() ? value : this.manager.zeros(value.getShape());
		leaf.setRequiresGradient(true);
		if (this.leaves.isEmpty()) {
			this.cut = site;
		}
		this.leaves.put(site, leaf);
		return (leaf == value) ? value : value.add(leaf);
	}

	@Override
	public int from() {
		return this.sites.stream().mapToInt(Site::block).min().orElse(Integer.MAX_VALUE);
	}

	@Override
	public boolean needsAllTokens(int last) {
		return this.sites.contains(new Site(last, Site.Part.NORM2))
				|| this.sites.contains(new Site(last, Site.Part.OUTPUT));
	}

	/**
	 * The value at a site.
	 * @param site a site that was captured
	 * @return the value, outside the graph
	 */
	NDArray value(Site site) {
		return Objects.requireNonNull(this.values.get(site), site::name).stopGradient();
	}

	Optional<Site> cut() {
		return Optional.ofNullable(this.cut);
	}

	/**
	 * The input of the block of the first differentiable site.
	 * @return the input, shape (batch, tokens, dim), which belongs to the manager of the
	 * pass
	 */
	NDArray input() {
		return Objects.requireNonNull(this.input, "No block was recorded.");
	}

	/**
	 * Creates a recorder for another pass over one image, from the first differentiable
	 * site on.
	 * @param times how often the image is repeated along the batch
	 * @param manager the manager that owns the values
	 * @return a recorder of the differentiable sites
	 */
	Recorder again(int times, NDManager manager) {
		return new Recorder(this.differentiable, this.differentiable, manager, times);
	}

	Map<Site, NDArray> leaves() {
		return this.leaves;
	}

}
