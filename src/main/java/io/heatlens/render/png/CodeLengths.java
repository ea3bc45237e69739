package io.heatlens.render.png;

import java.util.Arrays;

/**
 * Computes the length of each symbol's code so that the total length is as short as
 * possible (Huffman 1952).
 */
final class CodeLengths {

	private CodeLengths() {
	}

	/**
	 * Computes the length of each symbol's code. If a code is too long, the counts are
	 * halved, which makes them more alike, until no code is.
	 * @param counts the number of times that each symbol occurs; at least two symbols
	 * must occur
	 * @param longest the length that a code may have, in bits
	 * @return the length per symbol in bits, 0 for a symbol that does not occur
	 */
	static int[] of(int[] counts, int longest) {
		int[] weights = counts.clone();
		int[] lengths = measure(weights);
		while (Arrays.stream(lengths).max().orElseThrow() > longest) {
			Arrays.setAll(weights, (symbol) -> (weights[symbol] + 1) / 2);
			lengths = measure(weights);
		}
		return lengths;
	}

	// The nodes are the sorted leaves and, after them, the inner nodes in the order in
	// which they are made, which is sorted as well.
	private static int[] measure(int[] weights) {
		long[] leaves = sorted(weights);
		long[] weight = Arrays.copyOf(leaves, 2 * leaves.length - 1);
		for (int leaf = 0; leaf < leaves.length; leaf++) {
			weight[leaf] >>>= Integer.SIZE;
		}
		int[] parent = new int[weight.length];
		int leaf = 0;
		int inner = leaves.length;
		for (int node = leaves.length; node < weight.length; node++) {
			for (int child = 0; child < 2; child++) {
				boolean isLeaf = leaf < leaves.length && (inner == node || weight[leaf] <= weight[inner]);
				int least = isLeaf ? leaf++ : inner++;
				weight[node] += weight[least];
				parent[least] = node;
			}
		}
		int[] lengths = new int[weights.length];
		int[] depth = new int[weight.length];
		for (int node = weight.length - 2; node >= 0; node--) {
			depth[node] = depth[parent[node]] + 1;
			if (node < leaves.length) {
				lengths[(int) leaves[node]] = depth[node];
			}
		}
		return lengths;
	}

	// Returns each symbol that occurs, with its weight in the higher 32 bits.
	private static long[] sorted(int[] weights) {
		long[] leaves = new long[weights.length];
		int count = 0;
		for (int symbol = 0; symbol < weights.length; symbol++) {
			if (weights[symbol] > 0) {
				leaves[count++] = (long) weights[symbol] << Integer.SIZE | symbol;
			}
		}
		Arrays.sort(leaves, 0, count);
		return Arrays.copyOf(leaves, count);
	}

}
