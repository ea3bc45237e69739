package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.input.Grid;

/**
 * The first block of a stage, whose input is merged before the block runs. The output of
 * the block before it has not been merged.
 *
 * @param merging merges the tokens
 * @param block the block, whose own input are the merged tokens
 */
public record MergingBlock(PatchMerging merging, Block block) implements Block {

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		NDManager manager = tokens.getManager();
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			NDArray input = hook.at(new Site(index, Site.Part.INPUT), tokens); // (b,n,d)
			NDArray merged = this.merging.forward(input);
			merged.attach(manager);
			return this.block.forward(merged, merged.getShape().get(1), index,
					(site, value) -> (site.part() == Site.Part.INPUT) ? value : hook.at(site, value));
		}
	}

	@Override
	public MergingBlock pruned() {
		return new MergingBlock(this.merging.pruned(), this.block.pruned());
	}

	@Override
	public Attention attention() {
		return this.block.attention();
	}

	@Override
	public boolean attendsGlobally() {
		return this.block.attendsGlobally();
	}

	@Override
	public Grid grid(Grid input) {
		return this.block.grid(this.merging.output());
	}

	@Override
	public int dimension(int input) {
		return this.block.dimension(this.merging.dim());
	}

	@Override
	public Site.Part defaultPart() {
		return this.block.defaultPart();
	}

}
