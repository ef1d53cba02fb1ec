;; Version and policy variables
;;
;; In a policy of version 2012-10-17 `${key}` stands for the key's value, and `${key, 'default'}` has a default
;; for an absent key; `${*}`, `${?}`, `${$}` are those characters (IAM/reference_policies_variables). In one of
;; version 2008-10-17, or of none, `$` is a character (IAM/reference_policies_elements_version). Only keys with
;; one value are variables. A variable without value and default makes its pattern match nothing. A value
;; stands for itself, its wildcards too (derived).
;;
;; Encoded as equations over concatenations, never as regular expressions, which cannot hold a variable. A
;; pattern is cut at its stars:
;;   the run before the first star is a prefix; the run after the last is a suffix that begins no earlier than
;;   what stands before it ends; a run between is searched for with `str.indexof`, from where the last one
;;   ended: the leftmost place, after which the most is left, so that if any placing fits this one does.
;; Exact, and so under negation too: prefix, suffix and leftmost place are functions of the text, nothing is
;; chosen. What has no such form (a `?` beside a variable in a run between two stars; letter case ignored
;; together with a variable) is a free Bool, and the block says `wider`: "no request" stays right, and a
;; request that does not replay is refused.

(set-logic ALL)

;; policy old
;;   {"Version": "2008-10-17", "Statement": {"Resource": "arn:aws:s3:::home/${aws:username}"}}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (= |resource segment 6| "home/${aws:username}")))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of old
;;   {"resource": "arn:aws:s3:::home/${aws:username}", "context": {"aws:username": ["ana"]}} => true
;;   {"resource": "arn:aws:s3:::home/ana", "context": {"aws:username": ["ana"]}} => false

;; policy unversioned
;;   {"Statement": {"Resource": "arn:aws:s3:::home/${aws:username}"}}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (= |resource segment 6| "home/${aws:username}")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy new
;;   {"Version": "2012-10-17", "Statement": {"Resource": "arn:aws:s3:::home/${aws:username}"}}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (= |resource segment 6| (str.++ "home/" |aws:username|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of new
;;   {"resource": "arn:aws:s3:::home/${aws:username}", "context": {"aws:username": ["ana"]}} => false
;;   {"resource": "arn:aws:s3:::home/ana", "context": {"aws:username": ["ana"]}} => true
;;   {"resource": "arn:aws:s3:::home/", "context": {"aws:username": [""]}} => true
;;   {"resource": "arn:aws:s3:::home/", "context": {}} => false

;; law no-version-is-the-old-one: (old and not unversioned) or (unversioned and not old), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-value-can-be-spelt-like-a-variable: old and new, expect sat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (= |resource segment 6| "home/${aws:username}")) (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (= |resource segment 6| (str.++ "home/" |aws:username|))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy defaulted
;;   {"Condition": {"StringLike": {"aws:referer": "team-${aws:PrincipalTag/team, 'none'}-*"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (and |aws:referer present| (and (str.prefixof (str.++ "team-" (ite |aws:principaltag/team present| |aws:principaltag/team| "none") "-") |aws:referer|) (<= (+ 6 (str.len (ite |aws:principaltag/team present| |aws:principaltag/team| "none"))) (str.len |aws:referer|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of defaulted
;;   {"context": {"aws:referer": ["team-blue-1"], "aws:PrincipalTag/team": ["blue"]}} => true
;;   {"context": {"aws:referer": ["team-none-1"], "aws:PrincipalTag/team": ["blue"]}} => false
;;   {"context": {"aws:referer": ["team-none-"]}} => true
;;   {"context": {"aws:referer": ["team--"], "aws:PrincipalTag/team": [""]}} => true
;;   {"context": {"aws:referer": ["team-x-1"], "aws:PrincipalTag/team": ["*"]}} => false
;;   {"context": {"aws:PrincipalTag/team": ["blue"]}} => false

;; policy undefaulted
;;   {"Condition": {"StringLike": {"aws:referer": "team-${aws:PrincipalTag/team}-*"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (and |aws:referer present| (and |aws:principaltag/team present| (str.prefixof (str.++ "team-" |aws:principaltag/team| "-") |aws:referer|) (<= (+ 6 (str.len |aws:principaltag/team|)) (str.len |aws:referer|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy any-team
;;   {"Condition": {"StringLike": {"aws:referer": "team-*-*"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (str.in_re |aws:referer| (re.++ (str.to_re "team-") re.all (str.to_re "-") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-default-only-adds: undefaulted and not defaulted, expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (and |aws:referer present| (and |aws:principaltag/team present| (str.prefixof (str.++ "team-" |aws:principaltag/team| "-") |aws:referer|) (<= (+ 6 (str.len |aws:principaltag/team|)) (str.len |aws:referer|))) (not (and |aws:referer present| (and (str.prefixof (str.++ "team-" (ite |aws:principaltag/team present| |aws:principaltag/team| "none") "-") |aws:referer|) (<= (+ 6 (str.len (ite |aws:principaltag/team present| |aws:principaltag/team| "none"))) (str.len |aws:referer|)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-adds-something: defaulted and not undefaulted, expect sat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (and |aws:referer present| (and (str.prefixof (str.++ "team-" (ite |aws:principaltag/team present| |aws:principaltag/team| "none") "-") |aws:referer|) (<= (+ 6 (str.len (ite |aws:principaltag/team present| |aws:principaltag/team| "none"))) (str.len |aws:referer|))) (not (and |aws:referer present| (and |aws:principaltag/team present| (str.prefixof (str.++ "team-" |aws:principaltag/team| "-") |aws:referer|) (<= (+ 6 (str.len |aws:principaltag/team|)) (str.len |aws:referer|)))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law a-variable-is-narrower-than-a-star: defaulted and not any-team, expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:principaltag/team| String)
(declare-const |aws:principaltag/team present| Bool)
(assert (and |aws:referer present| (and (str.prefixof (str.++ "team-" (ite |aws:principaltag/team present| |aws:principaltag/team| "none") "-") |aws:referer|) (<= (+ 6 (str.len (ite |aws:principaltag/team present| |aws:principaltag/team| "none"))) (str.len |aws:referer|))) (not (and |aws:referer present| (str.in_re |aws:referer| (re.++ (str.to_re "team-") re.all (str.to_re "-") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy characters
;;   {"Condition": {"StringLike": {"aws:referer": "a${*}b${?}c${$}*"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (str.in_re |aws:referer| (re.++ (str.to_re "a*b?c$") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of characters
;;   {"context": {"aws:referer": ["a*b?c$"]}} => true
;;   {"context": {"aws:referer": ["a*b?c$d"]}} => true
;;   {"context": {"aws:referer": ["axb?c$"]}} => false

;; A run between two stars, and a suffix that may not reach into what stands before it.

;; policy floating
;;   {"Condition": {"StringLike": {"aws:referer": "a*${aws:username}b*ab"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and |aws:referer present| (and |aws:username present| (str.prefixof "a" |aws:referer|) (>= (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) 0) (<= (+ (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) (str.len (str.++ |aws:username| "b"))) (- (str.len |aws:referer|) 2)) (and (= (str.substr |aws:referer| (+ (- (str.len |aws:referer|) 2) 0) 2) "ab") (<= 0 (- (str.len |aws:referer|) 2)) (<= (+ (- (str.len |aws:referer|) 2) 2) (str.len |aws:referer|))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of floating
;;   {"context": {"aws:referer": ["anabab"], "aws:username": ["na"]}} => true
;;   {"context": {"aws:referer": ["anab"], "aws:username": ["na"]}} => false
;;   {"context": {"aws:referer": ["abab"], "aws:username": [""]}} => true
;;   {"context": {"aws:referer": ["ab"], "aws:username": [""]}} => false
;;   {"context": {"aws:referer": ["abbab"], "aws:username": [""]}} => true
;;   {"context": {"aws:referer": ["aaab"], "aws:username": ["a"]}} => false
;;   {"context": {"aws:referer": ["aababab"], "aws:username": ["ab"]}} => false

;; policy not-floating
;;   {"Condition": {"StringNotLike": {"aws:referer": "a*${aws:username}b*ab"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (or (not |aws:referer present|) (and |aws:referer present| (not (and |aws:username present| (str.prefixof "a" |aws:referer|) (>= (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) 0) (<= (+ (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) (str.len (str.++ |aws:username| "b"))) (- (str.len |aws:referer|) 2)) (and (= (str.substr |aws:referer| (+ (- (str.len |aws:referer|) 2) 0) 2) "ab") (<= 0 (- (str.len |aws:referer|) 2)) (<= (+ (- (str.len |aws:referer|) 2) 2) (str.len |aws:referer|))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law floating-complement: not (floating or not-floating), expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(define-fun term-1 () Bool (and |aws:username present| (str.prefixof "a" |aws:referer|) (>= (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) 0) (<= (+ (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) (str.len (str.++ |aws:username| "b"))) (- (str.len |aws:referer|) 2)) (and (= (str.substr |aws:referer| (+ (- (str.len |aws:referer|) 2) 0) 2) "ab") (<= 0 (- (str.len |aws:referer|) 2)) (<= (+ (- (str.len |aws:referer|) 2) 2) (str.len |aws:referer|)))))
(assert (not (or (not |aws:referer present|) (and |aws:referer present| term-1) (and |aws:referer present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; policy begins-with-a
;;   {"Condition": {"StringLike": {"aws:referer": "a*"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (str.in_re |aws:referer| (re.++ (str.to_re "a") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law floating-disjoint: floating and not-floating, expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(define-fun term-1 () Bool (and |aws:username present| (str.prefixof "a" |aws:referer|) (>= (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) 0) (<= (+ (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) (str.len (str.++ |aws:username| "b"))) (- (str.len |aws:referer|) 2)) (and (= (str.substr |aws:referer| (+ (- (str.len |aws:referer|) 2) 0) 2) "ab") (<= 0 (- (str.len |aws:referer|) 2)) (<= (+ (- (str.len |aws:referer|) 2) 2) (str.len |aws:referer|)))))
(assert (and |aws:referer present| term-1 (or (not |aws:referer present|) (and |aws:referer present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; law floating-begins-with-a: floating and not begins-with-a, expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and |aws:referer present| (and |aws:username present| (str.prefixof "a" |aws:referer|) (>= (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) 0) (<= (+ (str.indexof |aws:referer| (str.++ |aws:username| "b") 1) (str.len (str.++ |aws:username| "b"))) (- (str.len |aws:referer|) 2)) (and (= (str.substr |aws:referer| (+ (- (str.len |aws:referer|) 2) 0) 2) "ab") (<= 0 (- (str.len |aws:referer|) 2)) (<= (+ (- (str.len |aws:referer|) 2) 2) (str.len |aws:referer|)))) (not (and |aws:referer present| (str.in_re |aws:referer| (re.++ (str.to_re "a") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; `?` beside a variable, in a run whose place is known.

;; policy question
;;   {"Condition": {"StringLike": {"aws:referer": "?${aws:username}?*??"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and |aws:referer present| (and |aws:username present| (and (= (str.substr |aws:referer| 1 (str.len |aws:username|)) |aws:username|) (<= 0 0) (<= (+ 4 (str.len |aws:username|)) (str.len |aws:referer|))) (<= (+ 4 (str.len |aws:username|)) (str.len |aws:referer|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of question
;;   {"context": {"aws:referer": ["xanayzz"], "aws:username": ["ana"]}} => true
;;   {"context": {"aws:referer": ["xanayz"], "aws:username": ["ana"]}} => false
;;   {"context": {"aws:referer": ["abcd"], "aws:username": [""]}} => true
;;   {"context": {"aws:referer": ["abc"], "aws:username": [""]}} => false

;; policy four-or-more
;;   {"Condition": {"StringLike": {"aws:referer": "????*"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (str.in_re |aws:referer| (re.++ re.allchar re.allchar re.allchar re.allchar re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law question-marks-count: question and not four-or-more, expect unsat
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and |aws:referer present| (and |aws:username present| (and (= (str.substr |aws:referer| 1 (str.len |aws:username|)) |aws:username|) (<= 0 0) (<= (+ 4 (str.len |aws:username|)) (str.len |aws:referer|))) (<= (+ 4 (str.len |aws:username|)) (str.len |aws:referer|))) (not (and |aws:referer present| (str.in_re |aws:referer| (re.++ re.allchar re.allchar re.allchar re.allchar re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy question-in-segment
;;   {"Resource": "arn:aws:s3:::?${aws:username}?"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (and (and (= (str.substr |resource segment 6| 1 (str.len |aws:username|)) |aws:username|) (<= 0 0) (<= (+ 2 (str.len |aws:username|)) (str.len |resource segment 6|))) (= (+ 2 (str.len |aws:username|)) (str.len |resource segment 6|))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of question-in-segment
;;   {"resource": "arn:aws:s3:::xanay", "context": {"aws:username": ["ana"]}} => true
;;   {"resource": "arn:aws:s3:::xana", "context": {"aws:username": ["ana"]}} => false
;;   {"resource": "arn:aws:s3:::xanayz", "context": {"aws:username": ["ana"]}} => false
;;   {"resource": "arn:aws:s3:::xy", "context": {"aws:username": [""]}} => true

;; policy open
;;   {"Condition": {"StringLike": {"aws:referer": "*a?${aws:username}*"}}}
;; emits
;;   wider: `*a?${aws:username}*`, with `?` and a variable in a part that floats
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(declare-const |open: `*a?${aws:username}*`, with `?` and a variable in a part that floats of aws:referer| Bool)
(assert (and |aws:referer present| |open: `*a?${aws:username}*`, with `?` and a variable in a part that floats of aws:referer|))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of open
;;   {"context": {"aws:referer": ["xabanay"], "aws:username": ["ana"]}} => true
;;   {"context": {"aws:referer": ["aana"], "aws:username": ["ana"]}} => false

;; What is open for one key is not settled by another.

;; policy open-x
;;   {"Condition": {"StringEqualsIgnoreCase": {"aws:RequestTag/x": "${aws:username}"}, "Null": {"aws:RequestTag/y": "false"}}}
;; emits
;;   wider: `${aws:username}` without regard to letter case
(push 1)
(declare-const |aws:requesttag/x present| Bool)
(declare-const |open: `${aws:username}` without regard to letter case of aws:requesttag/x| Bool)
(declare-const |aws:requesttag/y present| Bool)
(assert (and |aws:requesttag/x present| |open: `${aws:username}` without regard to letter case of aws:requesttag/x| |aws:requesttag/y present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy open-y
;;   {"Condition": {"StringEqualsIgnoreCase": {"aws:RequestTag/y": "${aws:username}"}}}
;; emits
;;   wider: `${aws:username}` without regard to letter case
(push 1)
(declare-const |aws:requesttag/y present| Bool)
(declare-const |open: `${aws:username}` without regard to letter case of aws:requesttag/y| Bool)
(assert (and |aws:requesttag/y present| |open: `${aws:username}` without regard to letter case of aws:requesttag/y|))
(set-info :status sat)
(check-sat)
(pop 1)

;; law two-open-keys: open-x and not open-y, expect sat
(push 1)
(declare-const |aws:requesttag/x present| Bool)
(declare-const |open: `${aws:username}` without regard to letter case of aws:requesttag/x| Bool)
(declare-const |aws:requesttag/y present| Bool)
(declare-const |open: `${aws:username}` without regard to letter case of aws:requesttag/y| Bool)
(assert (and |aws:requesttag/x present| |open: `${aws:username}` without regard to letter case of aws:requesttag/x| |aws:requesttag/y present| (not (and |aws:requesttag/y present| |open: `${aws:username}` without regard to letter case of aws:requesttag/y|))))
(set-info :status sat)
(check-sat)
(pop 1)
