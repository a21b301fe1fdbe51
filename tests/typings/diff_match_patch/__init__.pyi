class diff_match_patch:
    DIFF_DELETE: int
    DIFF_INSERT: int
    DIFF_EQUAL: int
    Diff_Timeout: float
    def diff_main(self, text1: str, text2: str, checklines: bool = ...) -> list[tuple[int, str]]: ...
    def diff_cleanupSemantic(self, diffs: list[tuple[int, str]]) -> None: ...
