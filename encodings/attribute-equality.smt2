;; Equality of two attributes
;;
;; `aws:ResourceAccount` = `${aws:PrincipalAccount}` and its like: one key's value is another's
;; (IAM/reference_policies_variables). Of AWS's managed policies every eighth statement says so.
;;
;; Encoded as an equation between two texts, with both keys present. Exact, and cheap: solvers merge the two.
;; Where one side is a segment of an ARN, the segment's constant is compared, and then it matters that no
;; segment before the sixth holds a colon: the segments are put in `in-segment`, all characters but that.
;; Where one side is a text that has constants for its segments, the text is their concatenation.

(set-logic ALL)

;; policy same-account
;;   {"Condition": {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}}
;; emits
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(assert (and |aws:resourceaccount present| (and |aws:principalaccount present| (= |aws:resourceaccount| |aws:principalaccount|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of same-account
;;   {"context": {"aws:ResourceAccount": ["111122223333"], "aws:PrincipalAccount": ["111122223333"]}} => true
;;   {"context": {"aws:ResourceAccount": ["111122223333"], "aws:PrincipalAccount": ["444455556666"]}} => false
;;   {"context": {"aws:ResourceAccount": [""], "aws:PrincipalAccount": [""]}} => true
;;   {"context": {"aws:ResourceAccount": ["111122223333"]}} => false
;;   {"context": {}} => false

;; policy same-account-reversed
;;   {"Condition": {"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}}
;; emits
(push 1)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:resourceaccount present| Bool)
(assert (and |aws:principalaccount present| (and |aws:resourceaccount present| (= |aws:principalaccount| |aws:resourceaccount|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy other-account
;;   {"Condition": {"StringNotEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}}
;; emits
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(assert (or (not |aws:resourceaccount present|) (and |aws:resourceaccount present| (not (and |aws:principalaccount present| (= |aws:resourceaccount| |aws:principalaccount|))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy same-source
;;   {"Condition": {"StringEquals": {"aws:PrincipalAccount": "${aws:SourceAccount}"}}}
;; emits
(push 1)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(declare-const |aws:sourceaccount| String)
(declare-const |aws:sourceaccount present| Bool)
(assert (and |aws:principalaccount present| (and |aws:sourceaccount present| (= |aws:principalaccount| |aws:sourceaccount|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy source-is-resource
;;   {"Condition": {"StringEquals": {"aws:SourceAccount": "${aws:ResourceAccount}"}}}
;; emits
(push 1)
(declare-const |aws:sourceaccount present| Bool)
(declare-const |aws:sourceaccount| String)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:resourceaccount present| Bool)
(assert (and |aws:sourceaccount present| (and |aws:resourceaccount present| (= |aws:sourceaccount| |aws:resourceaccount|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy equals-and-like
;;   {"Condition": {"StringLike": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}}
;; emits
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(assert (and |aws:resourceaccount present| (and |aws:principalaccount present| (= |aws:resourceaccount| |aws:principalaccount|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law symmetric: (same-account and not same-account-reversed) or (same-account-reversed and not same-account), expect unsat
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(define-fun term-1 () Bool (and |aws:principalaccount present| (= |aws:resourceaccount| |aws:principalaccount|)))
(define-fun term-2 () Bool (and |aws:resourceaccount present| (= |aws:principalaccount| |aws:resourceaccount|)))
(assert (or (and |aws:resourceaccount present| term-1 (not (and |aws:principalaccount present| term-2))) (and |aws:principalaccount present| term-2 (not (and |aws:resourceaccount present| term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law transitive: same-account and same-source and not source-is-resource, expect unsat
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:sourceaccount| String)
(declare-const |aws:sourceaccount present| Bool)
(assert (and |aws:resourceaccount present| (and |aws:principalaccount present| (= |aws:resourceaccount| |aws:principalaccount|)) |aws:principalaccount present| (and |aws:sourceaccount present| (= |aws:principalaccount| |aws:sourceaccount|)) (not (and |aws:sourceaccount present| (and |aws:resourceaccount present| (= |aws:sourceaccount| |aws:resourceaccount|))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law complement: not (same-account or other-account), expect unsat
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(define-fun term-1 () Bool (and |aws:principalaccount present| (= |aws:resourceaccount| |aws:principalaccount|)))
(assert (not (or (not |aws:resourceaccount present|) (and |aws:resourceaccount present| term-1) (and |aws:resourceaccount present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-value-is-no-pattern: (same-account and not equals-and-like) or (equals-and-like and not same-account), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy fixed-owner
;;   {"Condition": {"StringEquals": {"aws:ResourceAccount": "111122223333", "aws:PrincipalAccount": "444455556666"}}}
;; emits
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(assert (and |aws:resourceaccount present| (= |aws:resourceaccount| "111122223333") |aws:principalaccount present| (= |aws:principalaccount| "444455556666")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law two-accounts-are-two: fixed-owner and same-account, expect unsat
(push 1)
(declare-const |aws:resourceaccount present| Bool)
(declare-const |aws:resourceaccount| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(assert (and |aws:resourceaccount present| (= |aws:resourceaccount| "111122223333") |aws:principalaccount present| (= |aws:principalaccount| "444455556666") (and |aws:principalaccount present| (= |aws:resourceaccount| |aws:principalaccount|))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy own-resource
;;   {"Resource": "arn:aws:dynamodb:*:${aws:PrincipalAccount}:table/*"}
;; emits
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 5| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |resource segment 6| String)
(assert (str.in_re |resource segment 5| (re.* in-segment)))
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (and |aws:principalaccount present| (= |resource segment 5| |aws:principalaccount|)) (str.in_re |resource segment 6| (re.++ (str.to_re "table/") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of own-resource
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/t", "context": {"aws:PrincipalAccount": ["111122223333"]}} => true
;;   {"resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/t", "context": {"aws:PrincipalAccount": ["444455556666"]}} => false
;;   {"resource": "arn:aws:dynamodb:eu-west-1::table/t", "context": {"aws:PrincipalAccount": [""]}} => true
;;   {"resource": "arn:aws:dynamodb:eu-west-1:1:2:table/t", "context": {"aws:PrincipalAccount": ["1:2"]}} => false

;; policy not-own-resource
;;   {"NotResource": "arn:aws:dynamodb:*:${aws:PrincipalAccount}:table/*"}
;; emits
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 5| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |resource segment 6| String)
(assert (str.in_re |resource segment 5| (re.* in-segment)))
(assert (not (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (and |aws:principalaccount present| (= |resource segment 5| |aws:principalaccount|)) (str.in_re |resource segment 6| (re.++ (str.to_re "table/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy colon-account
;;   {"Condition": {"StringLike": {"aws:PrincipalAccount": "*:*"}}}
;; emits
(push 1)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(assert (and |aws:principalaccount present| (str.in_re |aws:principalaccount| (re.++ re.all (str.to_re ":") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy any-table
;;   {"Resource": "arn:aws:dynamodb:*:*:table/*"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (str.in_re |resource segment 6| (re.++ (str.to_re "table/") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-segment-holds-no-colon: own-resource and colon-account, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 5| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |resource segment 6| String)
(assert (str.in_re |resource segment 5| (re.* in-segment)))
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (and |aws:principalaccount present| (= |resource segment 5| |aws:principalaccount|)) (str.in_re |resource segment 6| (re.++ (str.to_re "table/") re.all))) |aws:principalaccount present| (str.in_re |aws:principalaccount| (re.++ re.all (str.to_re ":") re.all))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law segment-complement: (own-resource and not-own-resource) or not (own-resource or not-own-resource), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law own-tables-are-tables: own-resource and not any-table, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 5| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |resource segment 6| String)
(assert (str.in_re |resource segment 5| (re.* in-segment)))
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (and |aws:principalaccount present| (= |resource segment 5| |aws:principalaccount|)) (str.in_re |resource segment 6| (re.++ (str.to_re "table/") re.all))) (not (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "dynamodb") (str.in_re |resource segment 6| (re.++ (str.to_re "table/") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy key-in-resource
;;   {"Resource": "arn:aws:s3:::${aws:PrincipalTag/bucket}/${aws:username}",
;;    "Condition": {"StringEquals": {"aws:username": "${aws:PrincipalTag/bucket}"}}}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:principaltag/bucket| String)
(declare-const |aws:principaltag/bucket present| Bool)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:principaltag/bucket present| |aws:username present| (= |resource segment 6| (str.++ |aws:principaltag/bucket| "/" |aws:username|)))) |aws:username present| (and |aws:principaltag/bucket present| (= |aws:username| |aws:principaltag/bucket|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy doubled
;;   {"Resource": "arn:aws:s3:::${aws:username}/${aws:username}"}
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
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (= |resource segment 6| (str.++ |aws:username| "/" |aws:username|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy tagged
;;   {"Condition": {"StringEquals": {"aws:username": "${aws:PrincipalTag/bucket}"}}}
;; emits
(push 1)
(declare-const |aws:username present| Bool)
(declare-const |aws:username| String)
(declare-const |aws:principaltag/bucket| String)
(declare-const |aws:principaltag/bucket present| Bool)
(assert (and |aws:username present| (and |aws:principaltag/bucket present| (= |aws:username| |aws:principaltag/bucket|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law equals-for-equals: (key-in-resource and not (doubled and tagged)) or (doubled and tagged and not key-in-resource), expect unsat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:principaltag/bucket| String)
(declare-const |aws:principaltag/bucket present| Bool)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(define-fun term-1 () Bool (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:principaltag/bucket present| |aws:username present| (= |resource segment 6| (str.++ |aws:principaltag/bucket| "/" |aws:username|)))))
(define-fun term-2 () Bool (and |aws:principaltag/bucket present| (= |aws:username| |aws:principaltag/bucket|)))
(define-fun term-3 () Bool (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (= |resource segment 6| (str.++ |aws:username| "/" |aws:username|)))))
(assert (or (and term-1 |aws:username present| term-2 (not (and |aws:username present| term-2 term-3))) (and |aws:username present| term-2 term-3 (not (and term-1 |aws:username present| term-2)))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy arn-as-text
;;   {"Resource": "arn:aws:iam::111122223333:role/*", "Condition": {"StringEquals": {"aws:referer": "${aws:PrincipalArn}"},
;;    "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}}
;; emits
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:principalarn| String)
(declare-const |aws:principalarn is arn| Bool)
(declare-const |aws:principalarn segment 1| String)
(declare-const |aws:principalarn segment 2| String)
(declare-const |aws:principalarn segment 3| String)
(declare-const |aws:principalarn segment 4| String)
(declare-const |aws:principalarn segment 5| String)
(declare-const |aws:principalarn segment 6| String)
(declare-const |aws:principalarn present| Bool)
(assert (str.in_re |aws:principalarn segment 1| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 2| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 3| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 4| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 5| (re.* in-segment)))
(assert (ite |aws:principalarn is arn| (= |aws:principalarn| (str.++ |aws:principalarn segment 1| ":" |aws:principalarn segment 2| ":" |aws:principalarn segment 3| ":" |aws:principalarn segment 4| ":" |aws:principalarn segment 5| ":" |aws:principalarn segment 6|)) (not (str.in_re |aws:principalarn| (re.++ (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") re.all)))))
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "iam") (= |resource segment 4| "") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "role/") re.all))) |aws:referer present| (and |aws:principalarn present| (= |aws:referer| |aws:principalarn|)) |aws:principalarn present| (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 2| "aws") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (= |aws:principalarn segment 5| "111122223333") (str.in_re |aws:principalarn segment 6| (re.++ (str.to_re "role/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of arn-as-text
;;   {"resource": "arn:aws:iam::111122223333:role/a", "context": {"aws:referer": ["arn:aws:iam::111122223333:role/b"], "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/b"]}} => true
;;   {"resource": "arn:aws:iam::111122223333:role/a", "context": {"aws:referer": ["arn:aws:iam::111122223333:role/c"], "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/b"]}} => false

;; policy referer-is-a-role
;;   {"Condition": {"StringLike": {"aws:referer": "arn:aws:iam::111122223333:role/*"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(assert (and |aws:referer present| (str.in_re |aws:referer| (re.++ (str.to_re "arn:aws:iam::111122223333:role/") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law what-equals-an-arn-is-spelt-so: arn-as-text and not referer-is-a-role, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:referer present| Bool)
(declare-const |aws:referer| String)
(declare-const |aws:principalarn| String)
(declare-const |aws:principalarn is arn| Bool)
(declare-const |aws:principalarn segment 1| String)
(declare-const |aws:principalarn segment 2| String)
(declare-const |aws:principalarn segment 3| String)
(declare-const |aws:principalarn segment 4| String)
(declare-const |aws:principalarn segment 5| String)
(declare-const |aws:principalarn segment 6| String)
(declare-const |aws:principalarn present| Bool)
(assert (str.in_re |aws:principalarn segment 1| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 2| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 3| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 4| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 5| (re.* in-segment)))
(assert (ite |aws:principalarn is arn| (= |aws:principalarn| (str.++ |aws:principalarn segment 1| ":" |aws:principalarn segment 2| ":" |aws:principalarn segment 3| ":" |aws:principalarn segment 4| ":" |aws:principalarn segment 5| ":" |aws:principalarn segment 6|)) (not (str.in_re |aws:principalarn| (re.++ (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") re.all)))))
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "iam") (= |resource segment 4| "") (= |resource segment 5| "111122223333") (str.in_re |resource segment 6| (re.++ (str.to_re "role/") re.all))) |aws:referer present| (and |aws:principalarn present| (= |aws:referer| |aws:principalarn|)) |aws:principalarn present| (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 2| "aws") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (= |aws:principalarn segment 5| "111122223333") (str.in_re |aws:principalarn segment 6| (re.++ (str.to_re "role/") re.all))) (not (and |aws:referer present| (str.in_re |aws:referer| (re.++ (str.to_re "arn:aws:iam::111122223333:role/") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)
