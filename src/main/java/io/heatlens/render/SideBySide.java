package io.heatlens.render;

import java.util.Arrays;

import io.heatlens.render.png.PngEncoder;

/**
 * Two pictures next to each other, with their upper edges in line.
 */
final class SideBySide implements PngEncoder.Rows {

	private final PngEncoder.Rows left;

	private final PngEncoder.Rows right;

	private final int leftHeight;

	private final int rightHeight;

	private final byte[] leftRow;

	private final byte[] rightRow;

	private final byte empty;

	/**
	 * Joins two pictures.
	 * @param left the rows of the left picture
	 * @param leftBytes the bytes of each of them
	 * @param leftHeight their number
	 * @param right the rows of the right picture
	 * @param rightBytes the bytes of each of them
	 * @param rightHeight their number
	 * @param empty the value of every byte where a picture has ended
	 */
	SideBySide(PngEncoder.Rows left, int leftBytes, int leftHeight, PngEncoder.Rows right, int rightBytes,
			int rightHeight, byte empty) {
		this.left = left;
		this.right = right;
		this.leftHeight = leftHeight;
		this.rightHeight = rightHeight;
		this.leftRow = new byte[leftBytes];
		this.rightRow = new byte[rightBytes];
		this.empty = empty;
	}

	@Override
	public void draw(int y, byte[] row) {
		Arrays.fill(row, this.empty);
		if (y < this.leftHeight) {
			this.left.draw(y, this.leftRow);
			System.arraycopy(this.leftRow, 0, row, 0, this.leftRow.length);
		}
		if (y < this.rightHeight) {
			this.right.draw(y, this.rightRow);
			System.arraycopy(this.rightRow, 0, row, this.leftRow.length, this.rightRow.length);
		}
	}

}
