"""The best one-to-one assignment: rows to columns so that the sum of the weights is as large as it can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def best_assignment(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of a maximum-weight assignment, as many as the shorter side has; sorted by row.

    Shortest augmenting paths (Jonker and Volgenant 1987), cubic in the number of rows.
    """
    matrix = np.asarray(weights, dtype=np.float64)
    if matrix.size == 0:
        return []
    if matrix.shape[0] > matrix.shape[1]:
        return sorted((row, column) for column, row in best_assignment(matrix.T.tolist()))
    rows, columns = matrix.shape
    cost = -matrix
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    row_at = np.zeros(
        columns + 1, dtype=int
    )  # row assigned to a column, counted from 1; column 0 is the new row's
    for row in range(1, rows + 1):
        row_at[0] = row
        column = 0
        shortest = np.full(columns + 1, np.inf)
        before = np.zeros(columns + 1, dtype=int)
        done = np.zeros(columns + 1, dtype=bool)
        while row_at[column]:
            done[column] = True
            here = row_at[column]
            reduced = cost[here - 1] - of_row[here] - of_column[1:]
            shorter = ~done[1:] & (reduced < shortest[1:])
            shortest[1:][shorter] = reduced[shorter]
            before[1:][shorter] = column
            nearest = int(np.argmin(np.where(done[1:], np.inf, shortest[1:]))) + 1
            step = shortest[nearest]
            of_row[row_at[done]] += step
            of_column[done] -= step
            shortest[~done] -= step
            column = nearest
        while column:
            row_at[column] = row_at[before[column]]
            column = int(before[column])
    return sorted((int(row_at[column]) - 1, column - 1) for column in range(1, columns + 1) if row_at[column])
