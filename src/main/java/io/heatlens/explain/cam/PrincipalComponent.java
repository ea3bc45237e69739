package io.heatlens.explain.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * Projects activations onto their first principal component, in double precision.
 */
final class PrincipalComponent {

	/**
	 * Enough if the second eigenvalue is smaller than the first by at least one part in
	 * 10^10.
	 */
	private static final int SQUARINGS = 40;

	private static final double TINY = 1e-300;

	private PrincipalComponent() {
	}

	/**
	 * Projects each row onto the first right singular vector of the centred matrix. The
	 * sign of that vector is arbitrary; it is chosen so that the projection of the
	 * largest magnitude is positive.
	 * @param rows the activations, one row per patch, shape (batch, patches, dim)
	 * @return the projections, shape (batch, patches)
	 */
	static NDArray of(NDArray rows) {
		NDArray centred = centred(rows.toType(DataType.FLOAT64, false)); // (b,p,d)
		return turned(scaledEigenvector(centred.matMul(centred.swapAxes(1, 2))));
	}

	/**
	 * Subtracts the mean of each column.
	 * @param rows the matrices, shape (batch, rows, columns)
	 * @return the centred matrices, of the same shape
	 */
	static NDArray centred(NDArray rows) {
		return rows.sub(rows.mean(new int[] { 1 }, true));
	}

	/**
	 * Chooses the sign of each map so that its value of the largest magnitude is
	 * positive.
	 * @param maps the maps, shape (batch, patches)
	 * @return the maps in single precision, of the same shape
	 */
	static NDArray turned(NDArray maps) {
		NDArray max = maps.max(new int[] { 1 }, true); // (b,1)
		NDArray min = maps.min(new int[] { 1 }, true);
		NDArray sign = max.gte(min.neg()).toType(DataType.FLOAT64, false).mul(2).sub(1);
		return maps.mul(sign).toType(DataType.FLOAT32, false);
	}

	/**
	 * Computes the eigenvector of the largest eigenvalue by squaring the matrix until
	 * only the part along that eigenvector is left.
	 * @param symmetric the symmetric matrices, shape (batch, n, n); their eigenvalue of
	 * the largest magnitude must be positive
	 * @return the eigenvectors times the square root of their eigenvalue, shape (batch,
	 * n)
	 */
	static NDArray scaledEigenvector(NDArray symmetric) {
		NDManager outer = symmetric.getManager();
		try (NDManager scope = outer.newSubManager()) {
			symmetric.tempAttach(scope);
			NDArray projector = projector(symmetric);
			// Every column is a multiple of the eigenvector; the longest is certainly not
			// zero.
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
				// Among matrices of norm 1, only those of rank 1 have a square of norm 1.
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
