package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * Projects positions on their first principal component, in double precision.
 */
final class PrincipalComponent {

	/** Enough where the second eigenvalue is smaller by a part in 10^10. */
	private static final int SQUARINGS = 40;

	private static final double TINY = 1e-300;

	private PrincipalComponent() {
	}

	/**
	 * Projects on the first right singular vector of the centred matrix. Its sign is
	 * arbitrary, so it is turned where the smallest value is larger in magnitude than the
	 * largest: what stands out is positive.
	 * @param rows a position each, shape (batch, patches, dim)
	 * @return shape (batch, patches)
	 */
	static NDArray of(NDArray rows) {
		NDArray centred = centred(rows.toType(DataType.FLOAT64, false)); // (b,p,d)
		return turned(scaledEigenvector(centred.matMul(centred.swapAxes(1, 2))));
	}

	/**
	 * Subtracts each column's mean.
	 * @param rows shape (batch, rows, columns)
	 * @return of the same shape
	 */
	static NDArray centred(NDArray rows) {
		return rows.sub(rows.mean(new int[] { 1 }, true));
	}

	static NDArray turned(NDArray maps) {
		NDArray max = maps.max(new int[] { 1 }, true); // (b,1)
		NDArray min = maps.min(new int[] { 1 }, true);
		NDArray sign = max.gte(min.neg()).toType(DataType.FLOAT64, false).mul(2).sub(1);
		return maps.mul(sign).toType(DataType.FLOAT32, false);
	}

	/**
	 * Finds the first eigenvector by squaring the matrix until nothing else is left.
	 * @param symmetric shape (batch, n, n), with a positive eigenvalue of largest
	 * magnitude
	 * @return the eigenvector times the root of its eigenvalue, shape (batch, n)
	 */
	static NDArray scaledEigenvector(NDArray symmetric) {
		NDManager outer = symmetric.getManager();
		try (NDManager scope = outer.newSubManager()) {
			symmetric.tempAttach(scope);
			NDArray projector = projector(symmetric);
			// the longest column cannot be orthogonal to the eigenvector
			NDArray lengths = projector.square().sum(new int[] { 1 }); // (b,n)
			NDArray longest = lengths.argMax(1).oneHot((int) lengths.getShape().get(1), DataType.FLOAT64);
			NDArray vectors = projector.matMul(longest.expandDims(2)); // (b,n,1)
			vectors = vectors.div(norm(vectors));
			NDArray values = symmetric.matMul(vectors).mul(vectors).sum(new int[] { 1 }, true); // (b,1,1)
			NDArray scaled = vectors.mul(values.maximum(0).sqrt()).squeeze(2);
			scaled.attach(outer);
			return scaled;
		}
	}

	private static NDArray projector(NDArray symmetric) {
		NDArray power = symmetric.div(norm(symmetric));
		for (int i = 0; i < SQUARINGS; i++) {
			try (NDArray last = power; NDArray squared = last.matMul(last)) {
				NDArray norm = norm(squared);
				power = squared.div(norm);
				// a matrix of norm 1 has a square of norm 1 if its rank is 1
				if (norm.min().getDouble() > 1 - 1e-13) {
					break;
				}
			}
		}
		return power;
	}

	private static NDArray norm(NDArray matrix) {
		return matrix.square().sum(new int[] { 1, 2 }, true).sqrt().maximum(TINY);
	}

}
